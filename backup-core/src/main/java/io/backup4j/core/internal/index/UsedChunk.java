package io.backup4j.core.internal.index;

import io.backup4j.core.internal.content.ChunkId;
import java.util.Comparator;

/**
 * A chunk that is needed.
 *
 * @param id the chunk
 * @param place where it lies
 * @param isNode whether it is a node of a tree
 */
public record UsedChunk(ChunkId id, ChunkLocation place, boolean isNode) {
    static final Comparator<UsedChunk> BY_PLACE = Comparator.comparingInt(
                    (UsedChunk chunk) -> chunk.place().block())
            .thenComparingInt(chunk -> chunk.place().offset());
}
