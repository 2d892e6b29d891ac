package io.backup4j.api;

import io.backup4j.api.RestorePoint.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Restore points for tests. */
final class Points {
    private Points() {}

    static RestorePoint complete(int id, String startedAt) {
        return point(id, Instant.parse(startedAt), Status.COMPLETE, PointDetails.none());
    }

    static RestorePoint incomplete(int id, String startedAt) {
        return point(id, Instant.parse(startedAt), Status.INCOMPLETE, PointDetails.none());
    }

    static RestorePoint tagged(RestorePoint point, String... tags) {
        return point.withDetails(point.details().withTags(Set.of(tags)));
    }

    static RestorePoint guarded(RestorePoint point) {
        return point.withDetails(point.details().withProtection(true));
    }

    static RestorePoint preRestore(RestorePoint point) {
        return new RestorePoint(
                point.id(),
                point.startedAt(),
                point.duration(),
                point.status(),
                RestorePoint.Origin.PRE_RESTORE,
                point.createdBy(),
                point.details(),
                point.components(),
                point.bytes(),
                point.missing(),
                point.missingTotal());
    }

    static RestorePointId id(int number) {
        return new RestorePointId(String.format(Locale.ROOT, "%032x", number));
    }

    /** Returns a point of a source and a creator that has stored so many bytes. */
    static RestorePoint stored(RestorePoint point, String creator, String source, long stored) {
        return new RestorePoint(
                point.id(),
                point.startedAt(),
                point.duration(),
                point.status(),
                point.origin(),
                creator,
                point.details(),
                List.of(new Component("c", "files", source, 0, 0, Map.of())),
                new RestorePoint.Bytes(0, 0, 0, stored),
                point.missing(),
                point.missingTotal());
    }

    static RestorePoint point(int id, Instant startedAt, Status status, PointDetails details) {
        EntryIssue missing = EntryIssue.of(EntryPath.of("a"), EntryIssue.Severity.MISSING, "permission denied");
        List<EntryIssue> issues = status == Status.COMPLETE ? List.of() : List.of(missing);
        return new RestorePoint(
                id(id),
                startedAt,
                Duration.ofMinutes(1),
                status,
                RestorePoint.Origin.BACKUP,
                "",
                details,
                List.of(),
                new RestorePoint.Bytes(0, 0, 0, 0),
                issues,
                issues.size());
    }
}
