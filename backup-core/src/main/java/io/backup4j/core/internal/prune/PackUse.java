package io.backup4j.core.internal.prune;

import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.index.BlockLocation;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.PackBlocks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How much of a pack is needed.
 *
 * @param pack the pack
 * @param epoch whose keys seal it
 * @param size bytes of the object
 * @param content bytes of its blocks
 * @param needed bytes of its blocks that hold needed chunks, by their share of the block
 */
record PackUse(ObjectId pack, int epoch, long size, long content, long needed) {
    /** Finds out, for packs that are in the index. */
    static List<PackUse> of(Collection<ObjectId> packs, ChunkIndex index) {
        int[] used = index.usedBytes();
        List<PackUse> uses = new ArrayList<>();
        for (ObjectId pack : packs) {
            index.layout(pack).ifPresent(layout -> uses.add(of(layout, index.firstBlock(pack), used)));
        }
        return uses;
    }

    private static PackUse of(PackBlocks layout, int firstBlock, int[] used) {
        double needed = 0;
        long content = 0;
        for (BlockLocation block : layout.blocks()) {
            content += block.sealedLength();
            needed += (double) used[firstBlock + block.ordinal()] / block.plainLength() * block.sealedLength();
        }
        long neededBytes = Math.min(content, (long) Math.ceil(needed));
        return new PackUse(layout.pack(), layout.epoch(), layout.size(), content, neededBytes);
    }

    boolean isNeeded() {
        return needed > 0;
    }

    /** Returns how much is not needed, in percent. */
    long waste() {
        return (content - needed) * 100 / content;
    }
}
