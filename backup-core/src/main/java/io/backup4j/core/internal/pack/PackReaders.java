package io.backup4j.core.internal.pack;

import io.backup4j.api.BackupStore;
import io.backup4j.core.internal.index.ChunkIndex;

/** Reads packs and the chunks in them; what several workers read is shared. Safe for use by several threads. */
public final class PackReaders {
    private final PackObjects packs;
    private final ChunkIndex index;
    private final BlockCache cache;

    /**
     * Begins a run that reads.
     *
     * @param store stays the caller's
     * @param index says where chunks lie
     * @param memory bytes that opened blocks may take; at least one block for each worker is
     */
    public PackReaders(BackupStore store, ChunkIndex index, long memory) {
        this.packs = new PackObjects(store);
        this.index = index;
        this.cache = new BlockCache(memory);
    }

    /** Makes the reader of chunks of one worker, whose tools stay the caller's. */
    public ChunkReader chunks(PackTools tools) {
        return new ChunkReader(packs, index, cache, tools);
    }

    /** Makes the reader of whole packs of one worker, whose tools stay the caller's. */
    public PackReader packs(PackTools tools) {
        return new PackReader(packs, index, tools);
    }
}
