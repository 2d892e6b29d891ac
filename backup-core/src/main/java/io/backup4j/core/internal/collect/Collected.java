package io.backup4j.core.internal.collect;

/**
 * What a completed collection has decided, for ever.
 *
 * @param <P> how restore points are named
 * @param <K> how packs are named
 */
public interface Collected<P, K> {
    /** Returns the number of the collection, at least 1. */
    long number();

    /** Returns whether it found this restore point. */
    boolean knows(P point);

    /** Returns whether this pack must not be used any more. */
    boolean condemns(K pack);
}
