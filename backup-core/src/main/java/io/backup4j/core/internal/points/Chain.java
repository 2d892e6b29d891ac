package io.backup4j.core.internal.points;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.collect.Decisions;
import io.backup4j.core.internal.collect.Resolution;
import io.backup4j.core.internal.format.ObjectId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What follows from restore points and collections about others (FORMAT 17), pure.
 *
 * @param valid the valid points that can be read, deleted or not
 * @param log what is said about collections
 */
record Chain(Collection<StoredPoint> valid, CollectionLog<RestorePointId, ObjectId> log) {
    private static final int MOST_HEADS = 100;

    /** Returns what a new point names: those that no other names, in the order of the points. */
    List<RestorePointId> heads() {
        Set<RestorePointId> named = new HashSet<>();
        valid.forEach(point -> named.addAll(point.after()));
        return valid.stream()
                .map(StoredPoint::id)
                .filter(id -> !named.contains(id))
                .limit(MOST_HEADS)
                .toList();
    }

    /**
     * Returns the points that should be there and are not, and why they should.
     *
     * @param there points that are there, readable or not
     * @param remembered what was seen at another time
     */
    Map<RestorePointId, String> missing(Set<RestorePointId> there, Memory.Seen remembered) {
        Map<RestorePointId, String> missing = new TreeMap<>(Comparator.comparing(RestorePointId::value));
        for (RestorePointId id : remembered.points()) {
            if (!Decisions.mayBeGone(id, remembered.completed(), log)) {
                missing.put(id, "it was seen from here before");
            }
        }
        Resolution.newest(log)
                .ifPresent(newest -> newest.known()
                        .forEach(id -> missing.put(id, "collection " + newest.number() + " has found it")));
        for (StoredPoint point : valid) {
            point.after().stream()
                    .filter(id -> !Decisions.mayBeGone(id, point.seen(), log))
                    .forEach(id -> missing.put(id, "restore point " + point.id() + " was made after it"));
        }
        missing.keySet().removeAll(there);
        return missing;
    }

    /** Returns whether there is no record of a collection that was known when one of the points was made. */
    boolean lacksSeenCollections() {
        return valid.stream().anyMatch(point -> point.seen() > log.newest());
    }
}
