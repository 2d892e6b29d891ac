package io.backup4j.core.internal.index;

import io.backup4j.core.internal.format.ObjectId;
import java.util.List;

/**
 * How a pack is laid out.
 *
 * @param pack the pack
 * @param epoch whose keys seal it
 * @param size bytes of the object
 * @param blocks where its blocks lie, in order
 */
public record PackBlocks(ObjectId pack, int epoch, long size, List<BlockLocation> blocks) {
    /** Copies the list. */
    public PackBlocks {
        blocks = List.copyOf(blocks);
    }

    PackBlocks inEpoch(int other) {
        return new PackBlocks(pack, other, size, blocks);
    }

    /** Returns the first byte behind the last block. */
    public long end() {
        return blocks.isEmpty()
                ? BlockLocation.FIRST_OFFSET
                : blocks.get(blocks.size() - 1).end();
    }
}
