package io.backup4j.core.internal.index;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes the plain bytes of an index segment (FORMAT 9) from packs of a run, or from other segments that are to become one.
 * One thread at a time.
 */
public final class SegmentBuilder {
    /** Chunks that a segment should have at most: it is sealed in one piece, and 44 bytes a chunk are in memory some times. */
    public static final int MOST_CHUNKS = 250_000;

    private final List<PackBlocks> packs = new ArrayList<>();
    private final Map<ObjectId, Integer> firstBlocks = new HashMap<>();
    private final ByteWriter chunks = new ByteWriter(0);
    private int blocks;

    /** Hands the plain bytes of the segments that list {@code packs} to {@code segments}, none without packs. */
    public static void write(List<PackDirectory> packs, Consumer<byte[]> segments) {
        SegmentBuilder builder = new SegmentBuilder();
        for (PackDirectory pack : packs) {
            if (builder.chunks() > 0 && builder.chunks() + pack.chunks() > MOST_CHUNKS) {
                segments.accept(builder.build());
                builder = new SegmentBuilder();
            }
            builder.add(pack);
        }
        if (!packs.isEmpty()) {
            segments.accept(builder.build());
        }
    }

    /** Adds a pack with all its chunks. */
    public void add(PackDirectory pack) {
        int block = addPack(pack.layout());
        for (PackDirectory.Block contents : pack.blocks()) {
            int offset = 0;
            for (int chunk = 0; chunk < contents.chunks().size(); chunk++) {
                int length = contents.chunks().length(chunk);
                addChunk(contents.chunks().id(chunk), block, offset, length);
                offset += length;
            }
            block++;
        }
    }

    /** Adds what another segment says about the packs that {@code keep} accepts. */
    public void add(IndexSegment segment, Predicate<? super ObjectId> keep) {
        int[] numbers = segment.renumber(keep, this::addPack);
        for (int chunk = 0; chunk < segment.chunks(); chunk++) {
            int block = numbers[segment.block(chunk)];
            if (block >= 0) {
                addChunk(segment.id(chunk), block, segment.offset(chunk), segment.length(chunk));
            }
        }
    }

    /** Returns the number of chunks added. */
    public int chunks() {
        return chunks.size() / IndexSegment.CHUNK_LENGTH;
    }

    /** Returns the plain bytes; of a chunk that was added for several places, only the first place counts. */
    public byte[] build() {
        ByteWriter segment = new ByteWriter(chunks.size() + 64 * packs.size() + 16 * blocks);
        segment.varint(packs.size());
        packs.forEach(pack -> writePack(pack, segment));
        int[] order = order();
        segment.varint(order.length);
        for (int chunk : order) {
            segment.raw(chunks.buffer(), chunk * IndexSegment.CHUNK_LENGTH, IndexSegment.CHUNK_LENGTH);
        }
        return segment.toByteArray();
    }

    private int addPack(PackBlocks layout) {
        Integer known = firstBlocks.putIfAbsent(layout.pack(), blocks);
        if (known != null) {
            return known;
        }
        packs.add(layout);
        blocks += layout.blocks().size();
        return blocks - layout.blocks().size();
    }

    private void addChunk(ChunkId id, int block, int offset, int length) {
        id.writeTo(chunks);
        chunks.u32(block).u32(offset).u32(length);
    }

    private static void writePack(PackBlocks pack, ByteWriter segment) {
        pack.pack().writeTo(segment);
        segment.varint(pack.size()).varint(pack.blocks().size());
        for (BlockLocation block : pack.blocks()) {
            segment.varint(block.offset()).varint(block.sealedLength()).varint(block.plainLength());
        }
    }

    /** Returns the numbers of the chunks in the order of their ids, each id once. */
    private int[] order() {
        int[] order = roughOrder();
        int kept = 0;
        for (int next = 0; next < order.length; next++) {
            int chunk = order[next];
            int at = kept;
            // Few ids begin alike, so it is seldom far from its place.
            while (at > 0 && compare(order[at - 1], chunk) > 0) {
                at--;
            }
            if (at == 0 || compare(order[at - 1], chunk) != 0) {
                System.arraycopy(order, at, order, at + 1, kept - at);
                order[at] = chunk;
                kept++;
            }
        }
        return Arrays.copyOf(order, kept);
    }

    /** Returns the numbers of the chunks in the order of the first bits of their ids, those that begin alike as added. */
    private int[] roughOrder() {
        int numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(chunks());
        long[] keys = new long[chunks()];
        for (int chunk = 0; chunk < keys.length; chunk++) {
            long first = BigEndian.getLong(chunks.buffer(), chunk * IndexSegment.CHUNK_LENGTH);
            // The sort is signed, ids are not.
            keys[chunk] = (first ^ Long.MIN_VALUE) >> numberBits << numberBits | chunk;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        Arrays.setAll(order, at -> (int) keys[at] & (1 << numberBits) - 1);
        return order;
    }

    private int compare(int left, int right) {
        int a = left * IndexSegment.CHUNK_LENGTH;
        int b = right * IndexSegment.CHUNK_LENGTH;
        byte[] bytes = chunks.buffer();
        return Arrays.compareUnsigned(bytes, a, a + ChunkId.LENGTH, bytes, b, b + ChunkId.LENGTH);
    }
}
