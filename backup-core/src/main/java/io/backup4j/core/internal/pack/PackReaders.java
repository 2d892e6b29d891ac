package io.backup4j.core.internal.pack;

import io.backup4j.api.BackupStore;
import io.backup4j.core.internal.index.ChunkIndex;

/** Reads packs and the chunks in them; what several workers read is shared. Safe for use by several threads. */
public final class PackReaders implements AutoCloseable {
    private final PackObjects packs;
    private final ChunkIndex index;
    private final BlockCache cache;
    private final BlocksAhead ahead;

    /**
     * Begins a run that reads.
     *
     * @param store stays the caller's
     * @param index says where chunks lie
     * @param memory bytes that opened blocks may take; at least one block for each worker is
     * @param memoryAhead bytes that blocks may take that are read before they are wanted
     */
    public PackReaders(BackupStore store, ChunkIndex index, long memory, long memoryAhead) {
        this.packs = new PackObjects(store);
        this.index = index;
        this.cache = new BlockCache(memory);
        this.ahead = new BlocksAhead(packs, index, memoryAhead);
    }

    /**
     * Begins to read what will be wanted after everything that was expected before. Only ever a help: chunks that are wanted otherwise are read
     * all the same.
     */
    public void expect(WantedChunks wanted) {
        ahead.expect(wanted);
    }

    /** Makes the reader of chunks of one worker, whose tools stay the caller's. */
    public ChunkReader chunks(PackTools tools) {
        return new ChunkReader(packs, index, cache, ahead, tools);
    }

    /** Makes the reader of whole packs of one worker, whose tools stay the caller's. */
    public PackReader packs(PackTools tools) {
        return new PackReader(packs, index, tools);
    }

    /** Ends reading ahead; nobody may be reading any more. */
    @Override
    public void close() {
        ahead.close();
    }
}
