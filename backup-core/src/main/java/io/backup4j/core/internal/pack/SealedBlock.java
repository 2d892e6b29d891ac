package io.backup4j.core.internal.pack;

import io.backup4j.api.CancelledException;
import io.backup4j.core.internal.index.BlockLocation;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The bytes of a block as they are stored, once they have been read. Safe for use by several threads. */
final class SealedBlock {
    private final BlockLocation location;
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile byte @Nullable [] bytes;

    /** Whether the store has been asked for it; {@link BlocksAhead} guards this. */
    private boolean asked;

    /** How many of its chunks are expected to be read yet, each as often as it will be; {@link BlocksAhead} guards this. */
    private int wanted;

    SealedBlock(BlockLocation location) {
        this.location = location;
    }

    BlockLocation location() {
        return location;
    }

    /** Sets the bytes, null when they could not be read; what comes first counts. */
    synchronized void settle(byte @Nullable [] found) {
        if (!isSettled()) {
            bytes = found;
            settled.countDown();
        }
    }

    boolean isSettled() {
        return settled.getCount() == 0;
    }

    /** Waits for the bytes; null when they could not be read. */
    byte @Nullable [] await() {
        try {
            settled.await();
            return bytes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Interrupted while waiting for a block to be read", e);
        }
    }

    boolean isAsked() {
        return asked;
    }

    void ask() {
        asked = true;
    }

    boolean isWanted() {
        return wanted > 0;
    }

    void want(int chunks) {
        wanted += chunks;
    }

    /** Takes note that a chunk has been read. */
    void use() {
        wanted--;
    }
}
