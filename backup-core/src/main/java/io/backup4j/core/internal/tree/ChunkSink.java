package io.backup4j.core.internal.tree;

import io.backup4j.core.internal.content.ChunkId;

/** Where chunks go. One thread at a time. */
@FunctionalInterface
public interface ChunkSink {
    /**
     * Stores a chunk unless the repository has it.
     *
     * @param buffer the caller's; used again afterwards
     */
    ChunkId store(byte[] buffer, int offset, int length);
}
