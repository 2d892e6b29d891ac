package io.backup4j.core.internal.pack;

import io.backup4j.api.CancelledException;
import io.backup4j.core.internal.index.BlockLocation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps opened blocks, those used last. Threads that want the same block at the same time open it once. Takes at most its
 * capacity, or one block for each thread where that is more. Safe for use by several threads.
 */
final class BlockCache {
    private static final int SMALLEST_BUFFER = 64 << 10;

    private final long capacity;
    private final Map<BlockLocation, CachedBlock> blocks = new LinkedHashMap<>(64, 0.75f, true);
    private long size;

    BlockCache(long capacity) {
        this.capacity = capacity;
    }

    /**
     * Returns a block, whose bytes stay until it is released.
     *
     * @param opener fills the buffer; what it throws is thrown to the thread that called it, others try themselves
     * @throws CancelledException when the thread is interrupted while another one opens the block
     */
    CachedBlock acquire(BlockLocation location, Consumer<CachedBlock> opener) {
        while (true) {
            CachedBlock block = enter(location);
            if (block.startOpening()) {
                open(block, opener);
                return block;
            }
            if (isGood(block)) {
                return block;
            }
        }
    }

    synchronized void release(CachedBlock block) {
        block.removeUser();
    }

    private synchronized CachedBlock enter(BlockLocation location) {
        CachedBlock block = blocks.get(location);
        if (block == null) {
            block = new CachedBlock(location, buffer(bufferLength(location.plainLength())));
            blocks.put(location, block);
            size += block.plain().length;
        }
        block.addUser();
        return block;
    }

    private void open(CachedBlock block, Consumer<CachedBlock> opener) {
        boolean good = false;
        try {
            opener.accept(block);
            good = true;
        } finally {
            if (!good) {
                discard(block);
            }
            block.settle(good);
        }
    }

    /** Waits for the thread that opens the block; releases the block when it is of no use. */
    private boolean isGood(CachedBlock block) {
        boolean good = false;
        try {
            good = block.awaitGood();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Interrupted while waiting for a block to be opened", e);
        } finally {
            if (!good) {
                release(block);
            }
        }
        return good;
    }

    private synchronized void discard(CachedBlock block) {
        blocks.remove(block.location());
        size -= block.plain().length;
        block.removeUser();
    }

    /** Returns a buffer, after removing blocks until it fits; that of the last one removed where its length is right. */
    private byte[] buffer(int length) {
        byte[] spare = new byte[0];
        Iterator<CachedBlock> eldestFirst = blocks.values().iterator();
        while (size + length > capacity && eldestFirst.hasNext()) {
            CachedBlock eldest = eldestFirst.next();
            if (!eldest.isUsed()) {
                eldestFirst.remove();
                size -= eldest.plain().length;
                spare = eldest.plain();
            }
        }
        return spare.length == length ? spare : new byte[length];
    }

    /** Rounds up, so that buffers can be used again. */
    private static int bufferLength(int plainLength) {
        return Math.max(SMALLEST_BUFFER, Integer.highestOneBit(Math.max(1, plainLength - 1)) << 1);
    }
}
