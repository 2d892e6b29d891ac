package io.backup4j.core.internal.index;

import io.backup4j.core.internal.format.ObjectId;
import java.util.List;

/**
 * How a pack is laid out.
 *
 * @param pack the pack
 * @param size bytes of the object
 * @param blocks where its blocks lie, in order
 */
public record PackBlocks(ObjectId pack, long size, List<BlockLocation> blocks) {
    /** Copies the list. */
    public PackBlocks {
        blocks = List.copyOf(blocks);
    }

    /** Returns the first byte behind the last block. */
    public long end() {
        return blocks.isEmpty()
                ? BlockLocation.FIRST_OFFSET
                : blocks.get(blocks.size() - 1).end();
    }
}
