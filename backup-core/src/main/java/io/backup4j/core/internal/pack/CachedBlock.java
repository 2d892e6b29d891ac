package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.index.BlockLocation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The plain bytes of a block, and which of its chunks have been checked. Safe for use by several threads. */
final class CachedBlock {
    private final BlockLocation location;
    private final byte[] plain;
    private final AtomicBoolean opening = new AtomicBoolean();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Set<CheckedChunk> checked = ConcurrentHashMap.newKeySet();
    private volatile boolean good;

    /** How many threads look at it; {@link BlockCache} guards this. */
    private int users;

    CachedBlock(BlockLocation location, byte[] plain) {
        this.location = location;
        this.plain = plain;
    }

    private record CheckedChunk(ChunkId id, int offset, int length) {
        // As for the id: method handles cost a new process dearly.
        @Override
        public boolean equals(Object other) {
            return other instanceof CheckedChunk that
                    && id.equals(that.id)
                    && offset == that.offset
                    && length == that.length;
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    BlockLocation location() {
        return location;
    }

    /** Returns the buffer, which may be longer than the block. */
    byte[] plain() {
        return plain;
    }

    /** Returns true to the one that is to open the block and then settle it. */
    boolean startOpening() {
        return opening.compareAndSet(false, true);
    }

    void settle(boolean isGood) {
        good = isGood;
        settled.countDown();
    }

    /** Waits until the block is settled; returns whether it could be opened. */
    boolean awaitGood() throws InterruptedException {
        settled.await();
        return good;
    }

    /** Checks a chunk unless that has been done. */
    void requireChunk(ChunkId id, int offset, int length, BlockOpener opener) {
        CheckedChunk chunk = new CheckedChunk(id, offset, length);
        if (!checked.contains(chunk)) {
            opener.requireChunk(location, id, plain, offset, length);
            checked.add(chunk);
        }
    }

    void addUser() {
        users++;
    }

    void removeUser() {
        users--;
    }

    boolean isUsed() {
        return users > 0;
    }
}
