package io.backup4j.core.internal.index;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Knows in memory where every chunk lies; about 52 bytes a chunk. Where a chunk lies in several places, the first that was
 * added counts.
 *
 * <p>Safe for use by several threads. Claims belong to one run: two runs must not claim in one index, because what the one
 * claims counts as present for the other, and is lost when the one fails.
 */
public final class ChunkIndex {
    // Ids are spread evenly, so so many tables keep the threads of a large machine apart.
    private static final int TABLE_BITS = 6;

    private final ChunkTable[] tables = new ChunkTable[1 << TABLE_BITS];
    private final PackTable packs = new PackTable();

    /** Creates an index that knows nothing. */
    public ChunkIndex() {
        Arrays.setAll(tables, number -> new ChunkTable());
    }

    /**
     * Asks who is to store a chunk.
     *
     * @return true to one caller only, who must store it; false when it is stored, or claimed by somebody else in this run
     */
    public boolean claim(ChunkId id) {
        return table(id).claim(id);
    }

    /** Takes note that a chunk is needed, if it is stored or claimed; returns whether it is. Whoever claims a chunk needs it too. */
    public boolean use(ChunkId id) {
        return table(id).use(id);
    }

    /** Takes note that a node of a tree is needed, if it is stored; returns true the first time. */
    public boolean walk(ChunkId id) {
        return table(id).walk(id);
    }

    /** Returns the chunks that are needed and lie in some packs, in the order of their places; about 100 bytes a chunk. */
    public List<UsedChunk> usedIn(Set<ObjectId> some) {
        BitSet blocks = packs.blocks(some);
        List<UsedChunk> used = new ArrayList<>();
        for (ChunkTable table : tables) {
            table.used((id, place, isWalked) -> {
                if (blocks.get(place.block())) {
                    used.add(new UsedChunk(id, place, isWalked));
                }
            });
        }
        used.sort(UsedChunk.BY_PLACE);
        return used;
    }

    /** Returns how many plain bytes of each block are needed, by the number of the block. */
    public int[] usedBytes() {
        return used(ChunkLocation::length);
    }

    /** Returns how many chunks of each block are needed, by the number of the block. */
    public int[] usedChunks() {
        return used(place -> 1);
    }

    private int[] used(ToIntFunction<ChunkLocation> weight) {
        int[] used = new int[packs.blockCount()];
        for (ChunkTable table : tables) {
            table.used((id, place, isWalked) -> used[place.block()] += weight.applyAsInt(place));
        }
        return used;
    }

    /** Returns whether a chunk is needed whose packs have all been masked. */
    public boolean lacksUsed() {
        return Arrays.stream(tables).anyMatch(ChunkTable::lacksUsed);
    }

    /** Returns whether {@link #claim} would be false. */
    public boolean contains(ChunkId id) {
        return table(id).contains(id);
    }

    /** Returns where a chunk lies; nothing when it is not known or only claimed. */
    public Optional<ChunkLocation> find(ChunkId id) {
        return table(id).find(id);
    }

    /** Returns the pack that a chunk lies in; nothing when it is not known or only claimed. */
    public Optional<ObjectId> packOf(ChunkId id) {
        return find(id).map(place -> block(place.block()).pack());
    }

    /**
     * Returns the block that this index has given a number.
     *
     * @throws IndexOutOfBoundsException when it gave no block that number
     */
    public BlockLocation block(int number) {
        return packs.block(number);
    }

    /**
     * Adds what an index segment says about some packs; chunks in its other packs count as unknown.
     *
     * @param usable the packs that are listed in the store, and for a run that stores also not condemned
     * @throws io.backup4j.api.CorruptDataException when the segment contradicts what is known about a pack
     */
    public void add(IndexSegment segment, Predicate<? super ObjectId> usable) {
        int[] numbers = segment.renumber(usable, packs::add);
        for (int chunk = 0; chunk < segment.chunks(); chunk++) {
            int block = numbers[segment.block(chunk)];
            if (block >= 0) {
                put(segment.id(chunk), block, segment.offset(chunk), segment.length(chunk));
            }
        }
    }

    /**
     * Adds a pack that is in the store and in no index segment yet: one that this run has made durable, or that a run that
     * died has left behind. Claims of its chunks are fulfilled.
     *
     * @throws io.backup4j.api.CorruptDataException when the pack is known and was laid out otherwise
     */
    public void add(PackDirectory directory) {
        int block = packs.add(directory.layout());
        for (PackDirectory.Block contents : directory.blocks()) {
            ChunkList chunks = contents.chunks();
            int offset = 0;
            for (int chunk = 0; chunk < chunks.size(); chunk++) {
                put(chunks.id(chunk), block, offset, chunks.length(chunk));
                offset += chunks.length(chunk);
            }
            block++;
        }
    }

    /**
     * Takes back packs that must not be used any more: their chunks count as absent and can be claimed, even when they lie
     * in another place as well. To find such places, fill a new index.
     */
    public void mask(Set<ObjectId> unusable) {
        BitSet blocks = packs.mask(unusable);
        if (!blocks.isEmpty()) {
            for (ChunkTable table : tables) {
                table.remove(blocks::get);
            }
        }
    }

    /** Makes what a run that failed has claimed claimable again. */
    public void forgetClaims() {
        for (ChunkTable table : tables) {
            table.forgetClaims();
        }
    }

    /** Returns a copy of the set of packs whose chunks count. */
    public Set<ObjectId> packs() {
        return packs.usable();
    }

    /** Returns the number of the first block of one of {@link #packs()}; the others follow. */
    public int firstBlock(ObjectId pack) {
        return packs.firstBlock(pack);
    }

    /** Returns how a pack is laid out; nothing when it is not one of {@link #packs()}. */
    public Optional<PackBlocks> layout(ObjectId pack) {
        return packs.layout(pack);
    }

    /** Returns the number of chunks whose location is in this pack, which may be fewer than it holds. */
    public int chunksIn(ObjectId pack) {
        return packs.chunks(pack);
    }

    /** Returns the number of chunks that have a location. */
    public long chunks() {
        return Arrays.stream(tables).mapToLong(ChunkTable::located).sum();
    }

    private void put(ChunkId id, int block, int offset, int length) {
        if (table(id).put(id, block, offset, length)) {
            packs.count(block);
        }
    }

    private ChunkTable table(ChunkId id) {
        return tables[(int) (id.a() >>> (Long.SIZE - TABLE_BITS))];
    }
}
