package io.backup4j.cli;

import io.backup4j.api.RestorePointId;
import io.backup4j.api.Retention;
import io.backup4j.api.RetentionDecision;
import io.backup4j.api.RetentionPolicy;
import io.backup4j.core.BackupRepository;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps some restore points and deletes the others. */
@Command(
        name = "retention",
        description = "Delete the restore points that no rule keeps.",
        footer = {
            "",
            "Rules add up: a restore point stays when one of them keeps it. They are applied to each source by itself.",
            "Protected ones, those of the floor and those from the future always stay.",
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
            description = "Keep all that are so much older than the newest good one: 30d.")
    private @Nullable String within;

    @Option(
            names = "--keep-size",
            paramLabel = "SIZE",
            order = 8,
            description = "Keep the newest that have added no more to the store together: 50G.")
    private @Nullable String size;

    @Option(names = "--keep-tag", paramLabel = "TAG", order = 9, description = "Keep all with this tag; repeatable.")
    private List<String> tags = List.of();

    @Option(names = "--hold", paramLabel = "POINT", order = 10, description = "Keep this one; repeatable.")
    private List<String> held = List.of();

    @Option(
            names = "--floor",
            paramLabel = "N",
            order = 11,
            description = "Never fewer than the newest N good ones, and those of N days; 3.")
    private int floor = 3;

    @Option(
            names = "--group-by",
            paramLabel = "WHAT",
            split = ",",
            order = 12,
            description =
                    "Apply the rules to those of the same creator, source, tags; creator,source otherwise; all: to all together.")
    private List<String> grouping = List.of("creator", "source");

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            order = 13,
            description = "Whose hours, days and weeks; UTC otherwise: Europe/Berlin.")
    private @Nullable String zone;

    @Option(
            names = "--at-most",
            paramLabel = "N",
            order = 14,
            description = "Delete nothing and fail when more than N would go.")
    private int most = Integer.MAX_VALUE;

    @Option(
            names = {"-n", "--dry-run"},
            order = 15,
            description = "Only say what would be kept and deleted, and why.")
    private boolean dryRun;

    @Option(names = "--force", order = 16, description = "Do not ask.")
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
            rules.add(Retention.keepWithin(Times.positive("--keep-within", within)));
        }
        if (size != null) {
            rules.add(Retention.keepSize(Sizes.parse(size)));
        }
        if (tags.contains("")) {
            throw new UsageException("--keep-tag is not empty");
        }
        tags.forEach(tag -> rules.add(Retention.keepTagged(tag)));
        Retention all = rules.stream()
                .reduce(Retention::and)
                .orElseThrow(
                        () -> new UsageException("Which restore points are to be kept? Give at least one --keep-…"));
        if (floor < 1) {
            throw new UsageException("--floor is at least 1");
        }
        Retention grouped = all.withFloor(floor).groupedBy(grouping());
        policy = zone == null ? grouped : grouped.in(zone(zone));
    }

    private Retention.Grouping[] grouping() {
        if (grouping.equals(List.of("all"))) {
            return new Retention.Grouping[0];
        }
        return grouping.stream().map(RetentionCommand::grouping).toArray(Retention.Grouping[]::new);
    }

    private static Retention.Grouping grouping(String text) {
        return switch (text) {
            case "creator" -> Retention.Grouping.CREATOR;
            case "source" -> Retention.Grouping.SOURCE;
            case "tags" -> Retention.Grouping.TAGS;
            default ->
                throw new UsageException("Not what restore points have in common: '" + text
                        + "' (write creator, source or tags, with commas between them, or all)");
        };
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
        Retention rules = Objects.requireNonNull(policy, "The command has not been prepared");
        if (!held.isEmpty()) {
            Set<RestorePointId> ids = held.stream()
                    .map(text -> session.find(repository, text).id())
                    .collect(Collectors.toSet());
            rules = rules.and(Retention.keepHeld(ids).withFloor(floor).groupedBy(grouping()));
        }
        List<RetentionDecision> decisions = repository.planRetention(rules);
        if (!dryRun) {
            requireAgreed(session, decisions);
            decisions = repository.applyRetention(noMoreThan(decisions, rules));
        }
        RetentionText.say(session.output(), decisions, dryRun);
        return ExitCodes.DONE;
    }

    /** While somebody thinks about the question, others make points, which push out more than was asked about. */
    static RetentionPolicy noMoreThan(List<RetentionDecision> agreed, Retention rules) {
        Set<RestorePointId> going = agreed.stream()
                .filter(decision -> !decision.keep())
                .map(decision -> decision.point().id())
                .collect(Collectors.toSet());
        return facts -> rules.decide(facts).stream()
                .map(decision ->
                        decision.keep() || going.contains(decision.point().id())
                                ? decision
                                : new RetentionDecision(decision.point(), true, List.of("was not asked about")))
                .toList();
    }

    private void requireAgreed(Session session, List<RetentionDecision> decisions) {
        List<RetentionDecision> going =
                decisions.stream().filter(decision -> !decision.keep()).toList();
        if (going.size() > most) {
            throw new FailureException(Sizes.count(going.size(), "restore point", "restore points")
                    + " would go, more than --at-most " + most
                    + "; nothing has been deleted (to see why: --dry-run)");
        }
        if (!force && !going.isEmpty()) {
            going.forEach(decision -> session.output().note(PointText.row(decision.point())));
            session.confirmation().require("Delete " + Sizes.count(going.size(), "restore point", "restore points"));
        }
    }
}
