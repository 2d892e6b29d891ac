package io.backup4j.sql.postgres.internal.export;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something once when a time is over, unless it is closed before. Safe for use by several threads. */
final class TimeLimit implements AutoCloseable {
    private final Duration time;
    private final Runnable action;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean isOver;

    private TimeLimit(Duration time, Runnable action) {
        this.time = time;
        this.action = action;
    }

    /** Begins now; zero means no limit, and no thread. */
    static TimeLimit of(Duration time, Runnable action) {
        TimeLimit limit = new TimeLimit(time, action);
        if (!time.isZero()) {
            Thread watch = new Thread(limit::watch, "backup4j-time-limit");
            watch.setDaemon(true);
            watch.start();
        }
        return limit;
    }

    private void watch() {
        try {
            if (!closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                isOver = true;
                action.run();
            }
        } catch (InterruptedException e) {
            // Nobody else knows this thread: the JVM ends it.
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the time was over before it was closed. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** Returns for instance {@code 1800 s}. */
    @Override
    public String toString() {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
