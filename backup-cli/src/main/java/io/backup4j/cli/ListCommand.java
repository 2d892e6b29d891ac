package io.backup4j.cli;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.PointPage;
import io.backup4j.core.PointQuery;
import io.backup4j.core.VerifyReport.Finding;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists restore points. */
@Command(name = "list", description = "List the restore points, newest first.")
final class ListCommand extends RepositoryAction {
    @Option(
            names = "--tag",
            paramLabel = "TAG",
            order = 1,
            description = "Only points with this tag; repeatable: with all.")
    private List<String> tags = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            order = 2,
            description = "Only points begun then or later: 2026-11-21, 7d.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", order = 3, description = "Only points begun before then.")
    private @Nullable String until;

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            order = 4,
            description = "Only points that name it in name, description or creator.")
    private @Nullable String text;

    @Option(names = "--limit", paramLabel = "N", order = 5, description = "At most so many.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--offset", paramLabel = "N", order = 6, description = "Pass over so many.")
    private int offset;

    private PointQuery query = PointQuery.all();

    @Override
    void prepare(Session session) {
        if (limit < 1 || offset < 0) {
            throw new UsageException("--limit is at least 1 and --offset at least 0");
        }
        Instant now = Clock.systemUTC().instant();
        for (String tag : tags) {
            query = query.tag(tag);
        }
        query = since == null ? query : query.since(Times.parse(since, now));
        query = until == null ? query : query.until(Times.parse(until, now));
        query = text == null ? query : query.text(text);
        query = query.page(offset, limit);
    }

    @Override
    int act(Session session, BackupRepository repository) {
        PointPage page = repository.restorePoints(query);
        Set<RestorePointId> damaged = repository.damagedPoints();
        List<Finding> unreadable = repository.unreadablePoints();
        List<Finding> missing = repository.missing();
        Stream.concat(unreadable.stream(), missing.stream())
                .forEach(finding -> session.output().problem(finding.object() + ": " + finding.message()));
        if (session.output().isJson()) {
            printJson(session.output(), repository.id(), page, damaged, unreadable, missing);
        } else {
            print(session.output(), page, damaged);
        }
        return ExitCodes.DONE;
    }

    private static void print(Output output, PointPage page, Set<RestorePointId> damaged) {
        if (!page.points().isEmpty()) {
            output.line(PointText.head());
        }
        page.points()
                .forEach(
                        point -> output.line(PointText.row(point) + (damaged.contains(point.id()) ? "  DAMAGED" : "")));
        String shown = page.points().size() < page.totalCount() ? page.points().size() + " of " : "";
        output.line(shown + Sizes.count(page.totalCount(), "restore point", "restore points") + ", "
                + Sizes.bytes(page.totalBytes()));
    }

    private static void printJson(
            Output output,
            String repository,
            PointPage page,
            Set<RestorePointId> damaged,
            List<Finding> unreadable,
            List<Finding> missing) {
        output.json(json -> {
            json.writeStringProperty("repository", repository);
            json.writeNumberProperty("total", page.totalCount());
            json.writeNumberProperty("totalBytes", page.totalBytes());
            json.writeArrayPropertyStart("points");
            page.points().forEach(point -> {
                json.writeStartObject();
                Json.point(json, point);
                json.writeEndObject();
            });
            json.writeEndArray();
            Json.strings(
                    json,
                    "damaged",
                    page.points().stream()
                            .map(RestorePoint::id)
                            .filter(damaged::contains)
                            .map(RestorePointId::value)
                            .toList());
            Json.strings(
                    json, "unreadable", unreadable.stream().map(Finding::object).toList());
            Json.strings(json, "missing", missing.stream().map(Finding::object).toList());
        });
    }
}
