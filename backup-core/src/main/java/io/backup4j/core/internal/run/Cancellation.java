package io.backup4j.core.internal.run;

import io.backup4j.api.CancelSignal;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a run has been cancelled, and what is to be done then. Safe for use by several threads. */
final class Cancellation implements CancelSignal {
    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);

    private final Object lock = new Object();
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile boolean cancelled;

    /** Cancels; doing it again changes nothing. */
    void cancel() {
        List<Runnable> due;
        synchronized (lock) {
            cancelled = true;
            due = List.copyOf(waiting);
            waiting.clear();
        }
        due.forEach(Cancellation::call);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (lock) {
            if (!cancelled) {
                waiting.add(action);
                return;
            }
        }
        call(action);
    }

    /** The others must be called whatever one does, and whoever cancels goes on: a repository that is closed waits and wipes its keys after. */
    private static void call(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            LOG.warn("What was to be done when the run was cancelled failed", e);
        }
    }
}
