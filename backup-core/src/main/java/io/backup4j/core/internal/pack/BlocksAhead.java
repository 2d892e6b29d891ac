package io.backup4j.core.internal.pack;

import io.backup4j.api.BackupException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.run.DaemonThreads;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads sealed blocks before somebody asks for them: neighbours in a pack by one request, and as many requests at the same time as there is room for
 * what they bring. A store that is slow to answer is so asked for more at once than a fast one, whose blocks are used as they come. What has been used
 * stays until its room is needed. Whoever asks for a block that is not here reads it alone, so nothing here can fail. Safe for use by several threads.
 */
final class BlocksAhead implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlocksAhead.class);

    private static final int MOST_REQUESTS = 16;
    private static final long CLOSE_SECONDS = 10;

    private final PackObjects packs;
    private final ChunkIndex index;
    private final long capacity;
    private final Map<BlockLocation, SealedBlock> blocks = new LinkedHashMap<>();
    private final Queue<BlockRange> unread = new ArrayDeque<>();
    private final Queue<WantedChunks> unplanned = new ArrayDeque<>();
    private final ExecutorService planner = threads("backup4j-ahead", 1);
    private final ExecutorService readers = threads("backup4j-read", MOST_REQUESTS);
    private long held;
    private boolean isPlanning;

    /**
     * Reads nothing yet.
     *
     * @param capacity bytes that blocks may take; one range is read in any case
     */
    BlocksAhead(PackObjects packs, ChunkIndex index, long capacity) {
        this.packs = packs;
        this.index = index;
        this.capacity = capacity;
    }

    /** What is given to threads that have been stopped is dropped: nobody wants it any more. */
    private static ExecutorService threads(String name, int most) {
        return new ThreadPoolExecutor(
                most,
                most,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads(name),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Takes note of what will be wanted after everything that was expected before; of the first part of it before this returns. */
    void expect(WantedChunks wanted) {
        if (plan(wanted)) {
            planFurther(wanted);
        }
    }

    private synchronized void planFurther(WantedChunks wanted) {
        unplanned.add(wanted);
        readOn(false);
    }

    /**
     * Returns a sealed block; null when it is not here. Waits while it is being read.
     *
     * @throws io.backup4j.api.CancelledException when the thread is interrupted while it waits
     */
    byte @Nullable [] find(BlockLocation location) {
        SealedBlock block = look(location);
        return block == null ? null : block.await();
    }

    private synchronized @Nullable SealedBlock look(BlockLocation location) {
        SealedBlock block = blocks.get(location);
        if (block != null && !block.isAsked()) {
            // What is wanted now has no room: so what has room is not wanted now.
            readOn(true);
        }
        return block != null && block.isAsked() ? block : null;
    }

    /** Takes note that a chunk of a block has been read: when all that were expected have been, the block is not wanted any more. */
    synchronized void used(BlockLocation location) {
        SealedBlock block = blocks.get(location);
        if (block != null && block.isWanted()) {
            block.use();
            if (!block.isWanted()) {
                readOn(false);
            }
        }
    }

    /** Ends all reading, and waits some seconds for that; nobody may be waiting for a block. */
    @Override
    public void close() {
        planner.shutdownNow();
        readers.shutdownNow();
        try {
            if (planner.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                readers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Plans the next part of what is to be read, of which two have room; returns whether there may be more. */
    private boolean plan(WantedChunks wanted) {
        Map<BlockLocation, Integer> part = new LinkedHashMap<>();
        long size = 0;
        try {
            for (ChunkId chunk = wanted.next(); chunk != null; chunk = size < capacity / 2 ? wanted.next() : null) {
                BlockLocation block = index.find(chunk)
                        .map(place -> index.block(place.block()))
                        .orElse(null);
                size += block != null && part.merge(block, 1, Integer::sum) == 1 ? block.sealedLength() : 0;
            }
        } catch (BackupException | OutOfMemoryError e) {
            LOG.debug("What else is wanted cannot be found out, as will be said to whoever wants it", e);
            size = 0;
        }
        want(part);
        return size > 0;
    }

    private synchronized void want(Map<BlockLocation, Integer> part) {
        List<SealedBlock> missing = new ArrayList<>();
        part.forEach((location, chunks) -> {
            SealedBlock block = blocks.remove(location);
            if (block == null) {
                block = new SealedBlock(location);
                missing.add(block);
            }
            block.want(chunks);
            blocks.put(location, block);
        });
        unread.addAll(BlockRange.of(missing));
        readOn(false);
    }

    /**
     * Has read what there is room for, and the next part planned when all of the last one is being read.
     *
     * @param makesRoom whether what is still wanted goes, too
     */
    private void readOn(boolean makesRoom) {
        for (BlockRange range = unread.peek(); range != null && hasRoom(range, makesRoom); range = unread.peek()) {
            unread.remove();
            List<SealedBlock> wanted = ask(range);
            if (!wanted.isEmpty()) {
                BlockRange asked = new BlockRange(range.isLeader(), wanted);
                if (!begins(readers, () -> read(asked))) {
                    drop(asked);
                }
            }
        }
        if (unread.isEmpty() && !unplanned.isEmpty() && !isPlanning) {
            isPlanning = begins(planner, this::planOn);
        }
    }

    /** Returns false when the system has no thread for it: what is not read ahead is read by whoever wants it. */
    private static boolean begins(ExecutorService threads, Runnable task) {
        try {
            threads.execute(task);
            return true;
        } catch (OutOfMemoryError e) {
            LOG.debug("There is no thread to read ahead with", e);
            return false;
        }
    }

    private void planOn() {
        boolean isMore = plan(firstUnplanned());
        synchronized (this) {
            isPlanning = false;
            if (!isMore) {
                unplanned.remove();
            }
            readOn(false);
        }
    }

    private synchronized WantedChunks firstUnplanned() {
        return unplanned.element();
    }

    private boolean hasRoom(BlockRange range, boolean makesRoom) {
        Iterator<SealedBlock> eldestFirst = blocks.values().iterator();
        while (held > 0 && held + range.size() > capacity && eldestFirst.hasNext()) {
            SealedBlock eldest = eldestFirst.next();
            if (eldest.isSettled() && (makesRoom || !eldest.isWanted())) {
                eldestFirst.remove();
                held -= eldest.location().sealedLength();
            }
        }
        return held == 0 || held + range.size() <= capacity;
    }

    /** Returns the blocks of a range that somebody still wants from here. */
    private List<SealedBlock> ask(BlockRange range) {
        List<SealedBlock> wanted = new ArrayList<>();
        for (SealedBlock block : range.blocks()) {
            if (block.isWanted()) {
                block.ask();
                held += block.location().sealedLength();
                wanted.add(block);
            } else {
                blocks.remove(block.location());
            }
        }
        return wanted;
    }

    private void read(BlockRange range) {
        try {
            packs.read(range);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.debug("{} cannot be read ahead; what is wrong will be said to whoever wants it", range.pack(), e);
        } finally {
            settle(range);
        }
    }

    private synchronized void settle(BlockRange range) {
        drop(range);
        readOn(false);
    }

    /** Lets go what has not been read of a range. */
    private void drop(BlockRange range) {
        for (SealedBlock block : range.blocks()) {
            if (!block.isSettled()) {
                block.settle(null);
                blocks.remove(block.location());
                held -= block.location().sealedLength();
            }
        }
    }
}
