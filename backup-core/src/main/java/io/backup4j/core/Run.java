package io.backup4j.core;

import io.backup4j.api.Progress;
import io.backup4j.api.RunState;

/**
 * An operation that is going on. Safe for use by several threads.
 *
 * @param <R> what it results in
 */
public interface Run<R> {
    /** Returns where in its life the run is. */
    RunState state();

    /** Returns how far it has come. */
    Progress progress();

    /**
     * Asks the run to stop at once. It ends {@link RunState#CANCELLED}, or {@link RunState#COMPLETED} when it was over
     * already; after {@link #await()} has returned nothing is written any more.
     */
    void cancel();

    /**
     * Waits for the end. A listener cannot wait for its own run: when it is told that it has finished it gets the result, and before that an {@link
     * IllegalStateException}.
     *
     * @return the result
     * @throws io.backup4j.api.BackupException when the run failed, {@link io.backup4j.api.CancelledException} when it was
     *     cancelled
     * @throws InterruptedException when the waiting thread is interrupted; the run goes on
     */
    R await() throws InterruptedException;
}
