package io.backup4j.cli;

import io.backup4j.api.Retention;
import io.backup4j.api.RetentionDecision;
import io.backup4j.core.BackupRepository;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps some restore points and deletes the others. */
@Command(
        name = "retention",
        description = "Delete the restore points that no rule keeps.",
        footer = {
            "",
            "Rules add up: a restore point stays when one of them keeps it. Protected ones and the newest complete one always stay.",
            "The space comes free with: backup prune"
        })
final class RetentionCommand extends RepositoryAction {
    @Option(names = "--keep-last", paramLabel = "N", order = 1, description = "Keep the newest N.")
    private int last;

    @Option(names = "--keep-hourly", paramLabel = "N", order = 2, description = "Keep the newest of each of N hours.")
    private int hourly;

    @Option(names = "--keep-daily", paramLabel = "N", order = 3, description = "Keep the newest of each of N days.")
    private int daily;

    @Option(names = "--keep-weekly", paramLabel = "N", order = 4, description = "Keep the newest of each of N weeks.")
    private int weekly;

    @Option(names = "--keep-monthly", paramLabel = "N", order = 5, description = "Keep the newest of each of N months.")
    private int monthly;

    @Option(names = "--keep-yearly", paramLabel = "N", order = 6, description = "Keep the newest of each of N years.")
    private int yearly;

    @Option(
            names = "--keep-within",
            paramLabel = "AGE",
            order = 7,
            description = "Keep all that are so much older than the newest: 30d.")
    private @Nullable String within;

    @Option(names = "--keep-tag", paramLabel = "TAG", order = 8, description = "Keep all with this tag; repeatable.")
    private List<String> tags = List.of();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            order = 9,
            description = "Whose hours, days and weeks; UTC otherwise: Europe/Berlin.")
    private @Nullable String zone;

    @Option(
            names = {"-n", "--dry-run"},
            order = 10,
            description = "Only say what would be kept and deleted, and why.")
    private boolean dryRun;

    @Option(names = "--force", order = 11, description = "Do not ask.")
    private boolean force;

    private @Nullable Retention policy;

    @Override
    void prepare(Session session) {
        List<Retention> rules = new ArrayList<>();
        add(rules, "--keep-last", last, Retention::keepLast);
        add(rules, "--keep-hourly", hourly, Retention::keepHourly);
        add(rules, "--keep-daily", daily, Retention::keepDaily);
        add(rules, "--keep-weekly", weekly, Retention::keepWeekly);
        add(rules, "--keep-monthly", monthly, Retention::keepMonthly);
        add(rules, "--keep-yearly", yearly, Retention::keepYearly);
        if (within != null) {
            rules.add(Retention.keepWithin(Times.duration(within)));
        }
        tags.forEach(tag -> rules.add(Retention.keepTagged(tag)));
        Retention all = rules.stream()
                .reduce(Retention::and)
                .orElseThrow(
                        () -> new UsageException("Which restore points are to be kept? Give at least one --keep-…"));
        policy = zone == null ? all : all.in(zone(zone));
    }

    private static void add(List<Retention> rules, String option, int count, IntFunction<Retention> rule) {
        if (count < 0) {
            throw new UsageException(option + " is at least 1");
        }
        if (count > 0) {
            rules.add(rule.apply(count));
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new UsageException("Not a time zone: '" + text + "' (write UTC, Europe/Berlin or +01:00)");
        }
    }

    @Override
    int act(Session session, BackupRepository repository) {
        Retention rules = policy == null ? Retention.keepLast(1) : policy;
        List<RetentionDecision> decisions = repository.planRetention(rules);
        long going = decisions.stream().filter(decision -> !decision.keep()).count();
        if (!dryRun && going > 0) {
            if (!force) {
                decisions.stream()
                        .filter(decision -> !decision.keep())
                        .forEach(decision -> session.output().note(PointText.row(decision.point())));
                session.confirmation().require("Delete " + Sizes.count(going, "restore point", "restore points"));
            }
            decisions = repository.applyRetention(rules);
        }
        RetentionText.say(session.output(), decisions, dryRun);
        return ExitCodes.DONE;
    }
}
