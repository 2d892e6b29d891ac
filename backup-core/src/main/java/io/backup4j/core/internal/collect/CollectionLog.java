package io.backup4j.core.internal.collect;

import java.util.List;
import java.util.Optional;

/**
 * What a store says about collections at one moment.
 *
 * @param newest the highest number of any collection, 0 when there is none
 * @param unresolved numbers of the collections that have begun and are neither completed nor aborted, ascending
 * @param completed the newest completed collection; older ones do not count
 * @param <P> how restore points are named
 * @param <K> how packs are named
 */
public record CollectionLog<P, K>(long newest, List<Long> unresolved, Optional<? extends Collected<P, K>> completed) {
    /** Takes a copy of the list. */
    public CollectionLog {
        unresolved = List.copyOf(unresolved);
    }

    /** Returns the number of the newest completed collection, 0 when there is none. */
    public long completedNumber() {
        return completed.map(Collected::number).orElse(0L);
    }

    /** Returns whether a pack must not be used any more. */
    public boolean condemns(K pack) {
        return completed.isPresent() && completed.get().condemns(pack);
    }
}
