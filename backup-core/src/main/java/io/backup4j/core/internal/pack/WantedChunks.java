package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.content.ChunkId;
import org.jspecify.annotations.Nullable;

/** Chunks in about the order in which they will be read. One thread at a time, not always the same. */
@FunctionalInterface
public interface WantedChunks {
    /** Returns the next chunk, null at the end. */
    @Nullable
    ChunkId next();
}
