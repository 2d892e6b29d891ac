package io.backup4j.core.internal.index;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The plain bytes of an index segment, checked and read in place (FORMAT 9). Immutable, safe for use by several threads.
 */
public final class IndexSegment {
    static final int CHUNK_LENGTH = ChunkId.LENGTH + 3 * Integer.BYTES;

    private static final int SHORTEST_PACK = ObjectId.LENGTH + 2;
    private static final int SHORTEST_BLOCK = 3;

    private final byte[] bytes;
    private final List<PackBlocks> packs;
    private final int blocks;
    private final int firstChunk;
    private final int chunks;

    private IndexSegment(byte[] bytes, List<PackBlocks> packs, int firstChunk, int chunks) {
        this.bytes = bytes;
        this.packs = List.copyOf(packs);
        this.blocks = packs.stream().mapToInt(pack -> pack.blocks().size()).sum();
        this.firstChunk = firstChunk;
        this.chunks = chunks;
    }

    /**
     * Reads a segment.
     *
     * @param what names the object in messages, for instance {@code Index segment index/0a1b…}
     * @param bytes all of it; not copied, must not be changed any more
     * @throws CorruptDataException when anything in it is not as the format says
     */
    public static IndexSegment read(String what, byte[] bytes) {
        ByteReader reader = new ByteReader(what, bytes);
        List<PackBlocks> packs = readPacks(reader);
        int chunks = reader.count(CHUNK_LENGTH);
        IndexSegment segment = new IndexSegment(bytes, packs, reader.position(), chunks);
        segment.requireChunks(reader);
        return reader.remaining() == 0 ? segment : segment.withEpochs(reader);
    }

    /** Where all packs are of epoch 0, nothing is said about epochs. */
    private IndexSegment withEpochs(ByteReader reader) {
        List<PackBlocks> known = new ArrayList<>(packs.size());
        packs.forEach(pack -> known.add(pack.inEpoch(reader.varint(ObjectFrame.LARGEST_EPOCH))));
        reader.requireEnd();
        if (known.equals(packs)) {
            throw reader.corrupt("epochs that are all 0 before");
        }
        return new IndexSegment(bytes, known, firstChunk, chunks);
    }

    /** Returns the packs it lists. Their blocks, one after the other, are numbered from 0. */
    public List<PackBlocks> packs() {
        return packs;
    }

    /** Returns the number of blocks of all packs. */
    public int blocks() {
        return blocks;
    }

    /** Returns the number of chunks. */
    public int chunks() {
        return chunks;
    }

    /** Returns the id of chunk {@code index}, counted from 0; ids ascend. */
    public ChunkId id(int index) {
        return ChunkId.of(bytes, at(index));
    }

    /** Returns the block of chunk {@code index}. */
    public int block(int index) {
        return BigEndian.getInt(bytes, at(index) + ChunkId.LENGTH);
    }

    /** Returns the first byte of chunk {@code index} in its plain block. */
    public int offset(int index) {
        return BigEndian.getInt(bytes, at(index) + ChunkId.LENGTH + Integer.BYTES);
    }

    /** Returns the bytes of chunk {@code index}. */
    public int length(int index) {
        return BigEndian.getInt(bytes, at(index) + ChunkId.LENGTH + 2 * Integer.BYTES);
    }

    /**
     * Returns the number that each block has in another numbering.
     *
     * @param keep which packs are taken over
     * @param add gives the number of the first block of a pack that is
     * @return by number in this segment; negative for blocks of packs that are not
     */
    int[] renumber(Predicate<? super ObjectId> keep, ToIntFunction<PackBlocks> add) {
        int[] numbers = new int[blocks];
        int next = 0;
        for (PackBlocks layout : packs) {
            int first = keep.test(layout.pack()) ? add.applyAsInt(layout) : Integer.MIN_VALUE;
            for (int ordinal = 0; ordinal < layout.blocks().size(); ordinal++) {
                numbers[next++] = first + ordinal;
            }
        }
        return numbers;
    }

    private int at(int index) {
        return firstChunk + index * CHUNK_LENGTH;
    }

    private static List<PackBlocks> readPacks(ByteReader reader) {
        int count = reader.count(SHORTEST_PACK);
        List<PackBlocks> packs = new ArrayList<>(count);
        Set<ObjectId> seen = new HashSet<>();
        for (int number = 0; number < count; number++) {
            ObjectId pack = ObjectId.read(reader);
            if (!seen.add(pack)) {
                throw reader.corrupt("pack " + pack + " for the second time before");
            }
            packs.add(readPack(reader, pack));
        }
        return packs;
    }

    private static PackBlocks readPack(ByteReader reader, ObjectId id) {
        PackBlocks pack = new PackBlocks(id, 0, reader.varint(), readBlocks(reader, id));
        if (pack.size() < pack.end()) {
            throw reader.corrupt("pack " + id + " of " + pack.size() + " bytes, too few for its blocks, before");
        }
        return pack;
    }

    private static List<BlockLocation> readBlocks(ByteReader reader, ObjectId pack) {
        int count = reader.count(SHORTEST_BLOCK);
        List<BlockLocation> blocks = new ArrayList<>(count);
        long end = BlockLocation.FIRST_OFFSET;
        for (int ordinal = 0; ordinal < count; ordinal++) {
            long offset = reader.varint();
            if (offset != end) {
                throw reader.corrupt(
                        "a block that begins at " + offset + " of pack " + pack + " instead of " + end + " before");
            }
            int sealed = reader.varint(Integer.MAX_VALUE);
            int plain = reader.varint(BlockLocation.LARGEST_PLAIN);
            BlockLocation block = new BlockLocation(pack, ordinal, offset, sealed, plain);
            blocks.add(block);
            end = block.end();
        }
        return blocks;
    }

    private void requireChunks(ByteReader reader) {
        int[] plainLengths = packs.stream()
                .flatMap(pack -> pack.blocks().stream())
                .mapToInt(BlockLocation::plainLength)
                .toArray();
        for (int chunk = 0; chunk < chunks; chunk++) {
            requireInside(chunk, plainLengths, reader);
            if (chunk > 0 && id(chunk - 1).compareTo(id(chunk)) >= 0) {
                throw reader.corrupt("chunk " + id(chunk) + " not behind all smaller ids");
            }
            reader.skip(CHUNK_LENGTH);
        }
    }

    private void requireInside(int chunk, int[] plainLengths, ByteReader reader) {
        int block = block(chunk);
        int offset = offset(chunk);
        int length = length(chunk);
        boolean inside = block >= 0
                && block < plainLengths.length
                && offset >= 0
                && length >= 1
                && offset <= plainLengths[block] - length;
        if (!inside) {
            throw reader.corrupt("chunk " + id(chunk) + " where no block is: block " + Integer.toUnsignedString(block)
                    + ", offset " + Integer.toUnsignedString(offset) + ", length " + Integer.toUnsignedString(length));
        }
    }
}
