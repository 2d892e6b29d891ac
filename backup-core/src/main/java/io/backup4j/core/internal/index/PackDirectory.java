package io.backup4j.core.internal.index;

import io.backup4j.core.internal.format.ObjectId;
import java.util.List;

/**
 * What a pack holds.
 *
 * @param pack the pack
 * @param epoch whose keys seal it
 * @param size bytes of the object
 * @param blocks its blocks in order
 */
public record PackDirectory(ObjectId pack, int epoch, long size, List<Block> blocks) {
    /** Copies the list. */
    public PackDirectory {
        blocks = List.copyOf(blocks);
    }

    /**
     * A block and what is in it.
     *
     * @param location where it lies
     * @param chunks what its plain bytes are, in order; not changed any more
     */
    public record Block(BlockLocation location, ChunkList chunks) {}

    /** Returns the number of chunks in all blocks. */
    public int chunks() {
        return blocks.stream().mapToInt(block -> block.chunks().size()).sum();
    }

    /** Returns the pack and its blocks without what is in them. */
    public PackBlocks layout() {
        return new PackBlocks(
                pack, epoch, size, blocks.stream().map(Block::location).toList());
    }
}
