package io.backup4j.api;

import io.backup4j.api.Retention.Grouping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Restore points that are thinned together. Rules that count are applied to each kind by itself, so that no kind pushes another out.
 *
 * @param points all of them, newest first
 * @param kinds those that count, the good ones first, each kind newest first
 * @param superseded incomplete ones that are older than a good one: they hold nothing that should count
 */
record RetentionGroup(List<RestorePoint> points, List<Alike> kinds, List<RestorePoint> superseded) {
    /** How far apart the clocks of machines may be, a long run and a wrong time zone included, without being called wrong. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    static final Comparator<RestorePoint> NEWEST_FIRST = Comparator.comparing(RestorePoint::startedAt)
            .thenComparing(point -> point.id().value())
            .reversed();

    /**
     * Points that count alike.
     *
     * @param points newest first
     * @param note what is behind each reason that concerns them
     */
    record Alike(List<RestorePoint> points, String note) {}

    /** Makes groups of points, which are newest first. */
    static List<RetentionGroup> split(List<RestorePoint> points, Set<Grouping> grouping, RetentionFacts facts) {
        Map<List<Object>, List<RestorePoint>> groups = new LinkedHashMap<>();
        for (RestorePoint point : points) {
            List<Object> key =
                    grouping.stream().sorted().map(by -> by.of(point)).toList();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(point);
        }
        return groups.values().stream().map(group -> of(group, facts)).toList();
    }

    private static RetentionGroup of(List<RestorePoint> points, RetentionFacts facts) {
        Map<RestorePointId, Kind> kinds = kinds(points, facts);
        Optional<RestorePoint> newest = points.stream()
                .filter(point -> kinds.get(point.id()) == Kind.GOOD)
                .findFirst();
        List<RestorePoint> superseded = points.stream()
                .filter(point -> kinds.get(point.id()) == Kind.INCOMPLETE)
                .filter(point -> newest.isPresent() && NEWEST_FIRST.compare(point, newest.get()) > 0)
                .toList();
        superseded.forEach(point -> kinds.remove(point.id()));
        List<Alike> alike = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            alike.add(new Alike(
                    points.stream()
                            .filter(point -> kinds.get(point.id()) == kind)
                            .toList(),
                    kind.note));
        }
        return new RetentionGroup(points, alike, superseded);
    }

    private enum Kind {
        GOOD(""),
        PRE_RESTORE(", pre-restore"),
        INCOMPLETE(", incomplete"),
        DAMAGED(", damaged"),
        BACKDATED(", backdated");

        private final String note;

        Kind(String note) {
            this.note = note;
        }
    }

    private static Map<RestorePointId, Kind> kinds(List<RestorePoint> points, RetentionFacts facts) {
        TreeMap<Long, Instant> latest = latestByGeneration(points, facts);
        Map<RestorePointId, Kind> kinds = new HashMap<>();
        points.forEach(point -> kinds.put(point.id(), kind(point, facts, latest)));
        return kinds;
    }

    private static Kind kind(RestorePoint point, RetentionFacts facts, TreeMap<Long, Instant> latest) {
        if (point.status() == RestorePoint.Status.INCOMPLETE) {
            return Kind.INCOMPLETE;
        }
        if (facts.damaged().contains(point.id())) {
            return Kind.DAMAGED;
        }
        Map.Entry<Long, Instant> before = latest.lowerEntry(facts.generation(point));
        if (before != null && isEarlier(point.startedAt(), before.getValue())) {
            return Kind.BACKDATED;
        }
        // It holds what somebody wanted to be rid of.
        return point.origin() == RestorePoint.Origin.PRE_RESTORE ? Kind.PRE_RESTORE : Kind.GOOD;
    }

    /** Returns whether one time is earlier than another whatever the clocks that showed them. */
    static boolean isEarlier(Instant one, Instant other) {
        return Duration.between(one, other).compareTo(TOLERANCE) > 0;
    }

    /** Returns for each generation the latest time that a point of it or of an earlier one bears. */
    private static TreeMap<Long, Instant> latestByGeneration(List<RestorePoint> points, RetentionFacts facts) {
        TreeMap<Long, Instant> latest = new TreeMap<>();
        points.forEach(point -> latest.merge(facts.generation(point), point.startedAt(), RetentionGroup::later));
        Instant soFar = Instant.MIN;
        for (Map.Entry<Long, Instant> generation : latest.entrySet()) {
            soFar = later(soFar, generation.getValue());
            generation.setValue(soFar);
        }
        return latest;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Returns the time from which a span is counted: that of the newest good point, of the newest where none is good. */
    Instant newest() {
        List<RestorePoint> good = kinds.get(0).points();
        return (good.isEmpty() ? points : good).get(0).startedAt();
    }
}
