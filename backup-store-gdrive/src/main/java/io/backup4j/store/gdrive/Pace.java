package io.backup4j.store.gdrive;

import java.io.InterruptedIOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How fast a store may ask. Drive counts the requests of a user, not of a thread: when one is told to slow down, all wait.
 * Safe for use by several threads.
 */
final class Pace {
    private static final long SECOND = 1_000_000_000L;
    private static final long MOST = 60 * SECOND;
    private static final int MOST_DOUBLINGS = 6;

    private final LongSupplier nanoTime;
    private final Pause pause;
    private final DoubleSupplier chance;
    private long notBefore;

    Pace(LongSupplier nanoTime, Pause pause, DoubleSupplier chance) {
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.chance = chance;
        this.notBefore = nanoTime.getAsLong();
    }

    static Pace real() {
        return new Pace(
                System::nanoTime,
                Pause.real(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Waits until requests are welcome; not all who wait come back at the same moment. */
    void await() throws InterruptedIOException {
        long left = left();
        if (left > 0) {
            pause.nanos((long) (left * (1 + chance.getAsDouble() / 4)));
        }
    }

    private synchronized long left() {
        return notBefore - nanoTime.getAsLong();
    }

    /** Makes all wait after an attempt that was one too many. */
    synchronized void slowDown(int attempt) {
        long until = nanoTime.getAsLong() + delay(SECOND, attempt);
        if (until - notBefore > 0) {
            notBefore = until;
        }
    }

    /** Waits after an attempt that failed for reasons of its own. */
    void rest(int attempt) throws InterruptedIOException {
        pause.nanos(delay(SECOND, attempt));
    }

    /**
     * Waits a little before looking again.
     *
     * @return the nanoseconds that it meant to wait
     */
    long glance(int times) throws InterruptedIOException {
        long nanos = delay(SECOND / 10, times);
        pause.nanos(nanos);
        return nanos;
    }

    private long delay(long first, int attempt) {
        long most = Math.min(MOST, first << Math.min(attempt - 1, MOST_DOUBLINGS));
        return (long) (most * (0.5 + chance.getAsDouble() / 2));
    }
}
