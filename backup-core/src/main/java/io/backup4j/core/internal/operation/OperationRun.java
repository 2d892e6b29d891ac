package io.backup4j.core.internal.operation;

import io.backup4j.api.CancelledException;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.Progress;
import io.backup4j.api.RunState;
import io.backup4j.api.StoreException;
import io.backup4j.core.Run;
import io.backup4j.core.internal.run.DaemonThreads;
import io.backup4j.core.internal.run.RunControl;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of an operation, from its beginning to its end, on whichever thread calls {@link #run()}. */
final class OperationRun<R> implements Run<R>, Runnable {
    private final RunControl control;
    private final Callable<R> work;
    private final Consumer<? super OperationRun<R>> whenEnded;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile RunState state = RunState.PENDING;
    private volatile @Nullable Thread thread;
    private volatile @Nullable R result;
    private volatile @Nullable RuntimeException failure;

    /** @param whenEnded is told when the run is over */
    OperationRun(RunControl control, Callable<R> work, Consumer<? super OperationRun<R>> whenEnded) {
        this.control = control;
        this.work = work;
        this.whenEnded = whenEnded;
    }

    /** Does the work and tells the listener how it ended; throws nothing. */
    @Override
    public void run() {
        thread = Thread.currentThread();
        state = RunState.RUNNING;
        control.started();
        try {
            result = work.call();
            end(RunState.COMPLETED, "");
        } catch (Throwable e) {
            RuntimeException known = known(e);
            failure = known;
            boolean wasCancelled = known instanceof CancelledException;
            end(wasCancelled ? RunState.CANCELLED : RunState.FAILED, String.valueOf(known.getMessage()));
        } finally {
            abandon();
        }
    }

    /** Ends it, also when it never ran. */
    void abandon() {
        try {
            whenEnded.accept(this);
        } finally {
            ended.countDown();
        }
    }

    private void end(RunState last, String message) {
        state = last;
        control.finished(last, message);
    }

    /** A run that was asked to stop fails in whatever it was doing: that it stopped is what the caller has to know, if it is true. */
    private RuntimeException known(Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (e instanceof OutcomeUnknownException unknown) {
            return unknown;
        }
        if (control.isCancelled() || e instanceof InterruptedException) {
            return e instanceof CancelledException cancelled
                    ? cancelled
                    : new CancelledException("The run was cancelled; nothing is written any more", e);
        }
        if (e instanceof RuntimeException known) {
            return known;
        }
        if (e instanceof IOException) {
            return new StoreException("Reading or writing failed: " + e.getMessage(), e);
        }
        return new IllegalStateException("The run ended by a fault of this library or of the machine: " + e, e);
    }

    @Override
    public RunState state() {
        return state;
    }

    @Override
    public Progress progress() {
        return control.progress();
    }

    @Override
    public void cancel() {
        control.cancel();
    }

    @Override
    public R await() throws InterruptedException {
        if (!isCaller()) {
            ended.await();
        }
        return outcome();
    }

    /** Waits for the end without minding how the run ended. Who is interrupted waits too, because the run works with what is going to be closed. */
    void awaitEnd() {
        boolean interrupted = false;
        while (!isCaller() && ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether this very run has called: by its source, its target, a hook or its listener, on whichever of its threads. It would wait for itself for ever. */
    private boolean isCaller() {
        return ended.getCount() > 0 && (DaemonThreads.isWorkOf(thread) || control.isTelling());
    }

    /** Returns the result of a run that has ended, or throws what it failed with. */
    R outcome() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        R value = result;
        if (value == null) {
            throw new IllegalStateException("The run has not ended");
        }
        return value;
    }
}
