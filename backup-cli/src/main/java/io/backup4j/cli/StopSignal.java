package io.backup4j.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells what is going on to stop, for instance after Ctrl-C, and waits until it has. Safe for use by several threads. */
final class StopSignal {
    private static final long PATIENCE_SECONDS = 60;

    private final AtomicReference<@Nullable Runnable> current = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Names what {@link #stop} calls from now on; null when there is nothing to stop. */
    void onStop(@Nullable Runnable cancel) {
        current.set(cancel);
    }

    /** Tells that the program has said all it had to say. */
    void ended() {
        ended.countDown();
    }

    /**
     * Stops what is going on and waits for its end.
     *
     * @return false when it has not ended in time
     */
    boolean stop() {
        Runnable cancel = current.get();
        if (cancel == null) {
            return true;
        }
        cancel.run();
        try {
            // Longer than a single write to a store takes; a process that hangs all the same must not be kept for ever.
            return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
