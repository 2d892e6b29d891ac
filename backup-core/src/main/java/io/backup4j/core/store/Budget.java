package io.backup4j.core.store;

import java.io.InterruptedIOException;
import java.util.function.LongSupplier;

/** Bytes that may be moved in a second. What is not spent is not saved for later. Safe for use by several threads. */
final class Budget {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int PIECES_PER_SECOND = 10;

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private long spentUntil;

    Budget(long bytesPerSecond, LongSupplier nanoTime, Pause pause) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("A limit below one byte a second: " + bytesPerSecond);
        }
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.spentUntil = nanoTime.getAsLong();
    }

    /** Returns how many bytes to move between two waits, so that none is long. */
    int mostAtOnce() {
        return (int) Math.max(1, Math.min(64 << 10, bytesPerSecond / PIECES_PER_SECOND));
    }

    /** Takes bytes that have been moved, and waits until they are paid for. */
    void spend(int bytes) throws InterruptedIOException {
        if (bytes > 0 && bytesPerSecond != BandwidthLimitedStore.UNLIMITED) {
            long wait = reserve(bytes);
            if (wait > 0) {
                pause.nanos(wait);
            }
        }
    }

    private synchronized long reserve(int bytes) {
        long now = nanoTime.getAsLong();
        long start = spentUntil - now > 0 ? spentUntil : now;
        spentUntil = start + (long) ((double) bytes / bytesPerSecond * NANOS_PER_SECOND);
        return spentUntil - now;
    }
}
