package io.backup4j.core.internal.repository;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.collect.Decisions;
import io.backup4j.core.internal.collect.Resolution;
import io.backup4j.core.internal.collect.Step;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.run.RunControl;
import java.util.List;
import java.util.function.LongFunction;

/** The part of a collection that others must not miss, from {@code closing} to {@code resolved} (FORMAT 15, 2 to 4). Used once, by one thread. */
public final class CollectionRound {
    private static final int TRIES = 20;

    private final CollectionRecords records;
    private final RunControl control;
    private final long noted;

    /**
     * Prepares a collection.
     *
     * @param noted the newest completed collection when the collector loaded its index
     */
    public CollectionRound(CollectionRecords records, RunControl control, long noted) {
        this.records = records;
        this.control = control;
        this.noted = noted;
    }

    /**
     * Completes a collection; false when another one was completed since the index was loaded, or writers have aborted it again and again.
     *
     * @param resolve lists the points and decides, for a collection of that number
     */
    public boolean complete(LongFunction<Resolution> resolve) {
        for (int count = 0; count < TRIES; count++) {
            control.checkCancelled();
            CollectionLog<RestorePointId, ObjectId> log = records.look().log();
            if (log.completedNumber() != noted) {
                return false;
            }
            long own = Decisions.nextNumber(log);
            if (records.begin(own) && mayList(own) && records.complete(resolve.apply(own))) {
                return true;
            }
        }
        return false;
    }

    private boolean mayList(long own) {
        while (true) {
            CollectionLog<RestorePointId, ObjectId> log = records.look().log();
            Step step = Decisions.beforeListing(own, noted, log);
            if (step != Step.ABORT_OTHERS) {
                if (step == Step.BEGIN_ANEW) {
                    records.abort(List.of(own));
                }
                return step == Step.PROCEED;
            }
            records.abort(Decisions.inTheWayOfCollection(own, log));
        }
    }
}
