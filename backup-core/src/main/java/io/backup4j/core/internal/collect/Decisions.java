package io.backup4j.core.internal.collect;

import java.util.List;
import java.util.function.Predicate;

/**
 * The decisions of the deletion protocol (FORMAT 15), pure. The engine acts on them, and {@code CollectionModelTest} searches all
 * interleavings of processes that do.
 */
public final class Decisions {
    private Decisions() {}

    /**
     * Decides whether a restore point exists.
     *
     * @param seen the newest collection that its writer knew
     */
    public static <P, K> boolean isValid(P point, long seen, CollectionLog<P, K> log) {
        return log.completed()
                .map(newest -> newest.number() <= seen || newest.knows(point))
                .orElse(true);
    }

    /**
     * Decides whether a restore point that was valid can have been removed since (FORMAT 17).
     *
     * @param since no higher collection had been completed, nor could be without knowing the point, when it was valid
     */
    public static <P, K> boolean mayBeGone(P point, long since, CollectionLog<P, K> log) {
        return log.completedNumber() > since
                && log.completed().filter(newest -> newest.knows(point)).isEmpty();
    }

    /**
     * Decides, when everything a new restore point needs is durable, whether it may be created. It has to say then that it has seen {@link
     * CollectionLog#newest}.
     *
     * @param needsAnyOf tells whether the point needs a pack that the log condemns
     */
    public static <P, K> Step beforeCommit(CollectionLog<P, K> log, Predicate<? super CollectionLog<P, K>> needsAnyOf) {
        if (!log.unresolved().isEmpty()) {
            return Step.ABORT_OTHERS;
        }
        return needsAnyOf.test(log) ? Step.STORE_AGAIN : Step.PROCEED;
    }

    /** Decides, when a restore point has been created or brought back, whether it is there to stay. */
    public static <P, K> Step afterCommit(P point, long seen, CollectionLog<P, K> log) {
        if (!inTheWayOfPoint(seen, log).isEmpty()) {
            return Step.ABORT_OTHERS;
        }
        return isValid(point, seen, log) ? Step.PROCEED : Step.BEGIN_ANEW;
    }

    /** Returns the collections that may still complete without knowing a point. */
    public static List<Long> inTheWayOfPoint(long seen, CollectionLog<?, ?> log) {
        return log.unresolved().stream().filter(number -> number > seen).toList();
    }

    /** Returns the number that a new collection takes. */
    public static long nextNumber(CollectionLog<?, ?> log) {
        return log.newest() + 1;
    }

    /**
     * Decides, when a collection has begun, whether it may list the restore points.
     *
     * @param own its number
     * @param noted the newest completed collection when it looked for what points need
     */
    public static Step beforeListing(long own, long noted, CollectionLog<?, ?> log) {
        if (log.newest() != own || log.completedNumber() != noted) {
            return Step.BEGIN_ANEW;
        }
        return inTheWayOfCollection(own, log).isEmpty() ? Step.PROCEED : Step.ABORT_OTHERS;
    }

    /** Returns the older collections that have not ended. */
    public static List<Long> inTheWayOfCollection(long own, CollectionLog<?, ?> log) {
        return log.unresolved().stream().filter(number -> number < own).toList();
    }

    /**
     * Decides whether a collection condemns a pack that is not condemned yet.
     *
     * @param listed whether it had listed the pack before it looked for what points need
     * @param needed whether the pack is the place that it has found for a chunk that a known point needs
     */
    public static boolean condemns(boolean listed, boolean needed) {
        return listed && !needed;
    }

    /**
     * Decides whether the objects of a collection can be removed.
     *
     * @param isAborted whether it was aborted and this is what says so, which the aborted collector must still find
     */
    public static boolean isForgettable(long number, boolean isAborted, CollectionLog<?, ?> log) {
        return number < log.completedNumber() && !isAborted;
    }
}
