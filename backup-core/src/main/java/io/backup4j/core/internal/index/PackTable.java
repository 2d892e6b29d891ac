package io.backup4j.core.internal.index;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packs of an index; their blocks are numbered through. A masked pack keeps its numbers. Safe for use by several
 * threads.
 */
final class PackTable {
    private final Map<ObjectId, Pack> byId = new HashMap<>();
    private final List<Pack> packs = new ArrayList<>();
    private int[] packOfBlock = new int[64];
    private long[] offsets = new long[64];
    private int[] sealedLengths = new int[64];
    private int[] plainLengths = new int[64];
    private int blocks;

    /**
     * Makes a pack usable and returns the number of its first block.
     *
     * @throws CorruptDataException when the pack is known and was laid out otherwise
     */
    synchronized int add(PackBlocks layout) {
        Pack known = byId.get(layout.pack());
        Pack pack = known == null ? append(layout) : requireSame(known, layout);
        pack.usable = true;
        return pack.firstBlock;
    }

    synchronized BlockLocation block(int number) {
        Pack pack = packs.get(packOfBlock[number]);
        return new BlockLocation(
                pack.id, number - pack.firstBlock, offsets[number], sealedLengths[number], plainLengths[number]);
    }

    /** Notes that a chunk has got its location in this block. */
    synchronized void count(int block) {
        packs.get(packOfBlock[block]).chunks++;
    }

    /** Makes packs unusable; returns the numbers of their blocks. */
    synchronized BitSet mask(Set<ObjectId> unusable) {
        BitSet gone = blocks(unusable);
        for (ObjectId id : unusable) {
            usable(id).ifPresent(pack -> {
                pack.usable = false;
                pack.chunks = 0;
            });
        }
        return gone;
    }

    /** Returns the numbers of the blocks of those packs that are usable. */
    synchronized BitSet blocks(Set<ObjectId> some) {
        BitSet numbers = new BitSet(blocks);
        for (ObjectId id : some) {
            usable(id).ifPresent(pack -> numbers.set(pack.firstBlock, pack.firstBlock + pack.blocks));
        }
        return numbers;
    }

    synchronized int blockCount() {
        return blocks;
    }

    synchronized int firstBlock(ObjectId id) {
        return usable(id)
                .map(pack -> pack.firstBlock)
                .orElseThrow(() -> new IllegalArgumentException("Pack " + id + " is not usable"));
    }

    synchronized Set<ObjectId> usable() {
        return packs.stream().filter(pack -> pack.usable).map(pack -> pack.id).collect(Collectors.toUnmodifiableSet());
    }

    synchronized Optional<PackBlocks> layout(ObjectId id) {
        return usable(id).map(this::layout);
    }

    synchronized int chunks(ObjectId id) {
        return usable(id).map(pack -> pack.chunks).orElse(0);
    }

    private Optional<Pack> usable(ObjectId id) {
        return Optional.ofNullable(byId.get(id)).filter(pack -> pack.usable);
    }

    private PackBlocks layout(Pack pack) {
        List<BlockLocation> locations = new ArrayList<>(pack.blocks);
        for (int ordinal = 0; ordinal < pack.blocks; ordinal++) {
            locations.add(block(pack.firstBlock + ordinal));
        }
        return new PackBlocks(pack.id, pack.epoch, pack.size, locations);
    }

    private Pack append(PackBlocks layout) {
        Pack pack = new Pack(layout, blocks);
        byId.put(pack.id, pack);
        for (BlockLocation block : layout.blocks()) {
            appendBlock(block, packs.size());
        }
        packs.add(pack);
        return pack;
    }

    private void appendBlock(BlockLocation block, int pack) {
        if (blocks == offsets.length) {
            int capacity = blocks + (blocks >> 1);
            packOfBlock = Arrays.copyOf(packOfBlock, capacity);
            offsets = Arrays.copyOf(offsets, capacity);
            sealedLengths = Arrays.copyOf(sealedLengths, capacity);
            plainLengths = Arrays.copyOf(plainLengths, capacity);
        }
        packOfBlock[blocks] = pack;
        offsets[blocks] = block.offset();
        sealedLengths[blocks] = block.sealedLength();
        plainLengths[blocks] = block.plainLength();
        blocks++;
    }

    private Pack requireSame(Pack known, PackBlocks layout) {
        if (!layout(known).equals(layout)) {
            throw new CorruptDataException(
                    "The index contradicts itself about "
                            + ObjectKind.PACK.describe(ObjectNames.pack(known.id))
                            + ": it gives it other sizes, blocks or keys than before. Verify the repository and rebuild its index");
        }
        return known;
    }

    private static final class Pack {
        private final ObjectId id;
        private final int epoch;
        private final long size;
        private final int firstBlock;
        private final int blocks;
        private boolean usable;
        private int chunks;

        Pack(PackBlocks layout, int firstBlock) {
            this.id = layout.pack();
            this.epoch = layout.epoch();
            this.size = layout.size();
            this.firstBlock = firstBlock;
            this.blocks = layout.blocks().size();
        }
    }
}
