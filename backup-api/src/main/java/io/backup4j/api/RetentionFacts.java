package io.backup4j.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a policy may know.
 *
 * @param points all restore points, in any order; immutable
 * @param damaged those of which a verification has found something lost or damaged; immutable
 * @param generations how many collections the writer of a point must have known: a point of a lower generation was there before every
 *     point of a higher one, whatever their clocks say. 0 for points that it does not name; immutable
 * @param now what time it is, by the clock of the machine that decides
 */
public record RetentionFacts(
        List<RestorePoint> points, Set<RestorePointId> damaged, Map<RestorePointId, Long> generations, Instant now) {
    /** Takes copies. */
    public RetentionFacts {
        points = List.copyOf(points);
        damaged = Set.copyOf(damaged);
        generations = Map.copyOf(generations);
    }

    /** Returns facts of points about which nothing else is known. */
    public static RetentionFacts of(List<RestorePoint> points, Instant now) {
        return new RetentionFacts(points, Set.of(), Map.of(), now);
    }

    /** Returns these facts with other damaged points. */
    public RetentionFacts withDamaged(Set<RestorePointId> newDamaged) {
        return new RetentionFacts(points, newDamaged, generations, now);
    }

    /** Returns these facts with other generations. */
    public RetentionFacts withGenerations(Map<RestorePointId, Long> newGenerations) {
        return new RetentionFacts(points, damaged, newGenerations, now);
    }

    long generation(RestorePoint point) {
        return generations.getOrDefault(point.id(), 0L);
    }
}
