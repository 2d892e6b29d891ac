package io.backup4j.core.internal.index;

import io.backup4j.core.internal.content.ChunkId;
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
    public static final int MOST_CHUNKS = 100_000;

    private final List<PackBlocks> packs = new ArrayList<>();
    private final Map<ObjectId, Integer> firstBlocks = new HashMap<>();
    private final ByteWriter chunks = new ByteWriter(0);
    private int blocks;

    /** Hands the plain bytes of the segments that list {@code packs} to {@code segments}, none without packs. */
    public static void write(List<PackDirectory> packs, Consumer<byte[]> segments) {
        SegmentBuilder builder = new SegmentBuilder();
        for (PackDirectory pack : packs) {
            if (builder.chunks() > 0 && builder.chunks() + pack.chunks() > MOST_CHUNKS) {
                builder.build().forEach(segments);
                builder = new SegmentBuilder();
            }
            builder.add(pack);
        }
        if (!packs.isEmpty()) {
            builder.build().forEach(segments);
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

    /** Returns whether no pack has been added. */
    public boolean isEmpty() {
        return packs.isEmpty();
    }

    /**
     * Returns the plain bytes of one segment, and of further ones for chunks that were added for several places: each place must stand
     * somewhere, because a collection may remove any other one.
     */
    public List<byte[]> build() {
        List<byte[]> segments = new ArrayList<>();
        List<Integer> left = distinct();
        do {
            List<Integer> first = new ArrayList<>(left.size());
            List<Integer> further = new ArrayList<>();
            left.forEach(chunk -> (isNext(first, chunk) ? first : further).add(chunk));
            segments.add(write(first));
            left = further;
        } while (!left.isEmpty());
        return segments;
    }

    private boolean isNext(List<Integer> ascending, int chunk) {
        return ascending.isEmpty() || compareIds(ascending.get(ascending.size() - 1), chunk) < 0;
    }

    private byte[] write(List<Integer> order) {
        ByteWriter segment = new ByteWriter(order.size() * IndexSegment.CHUNK_LENGTH + 64 * packs.size() + 16 * blocks);
        segment.varint(packs.size());
        packs.forEach(pack -> writePack(pack, segment));
        segment.varint(order.size());
        for (int chunk : order) {
            segment.raw(chunks.buffer(), chunk * IndexSegment.CHUNK_LENGTH, IndexSegment.CHUNK_LENGTH);
        }
        if (packs.stream().anyMatch(pack -> pack.epoch() > 0)) {
            packs.forEach(pack -> segment.varint(pack.epoch()));
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

    /** Returns the numbers of the chunks in the order of their ids, each place once. */
    private List<Integer> distinct() {
        Integer[] numbers = new Integer[chunks()];
        Arrays.setAll(numbers, number -> number);
        // The sort is stable, so of equal ids the one that was added first comes first.
        Arrays.sort(numbers, this::compareIds);
        List<Integer> distinct = new ArrayList<>(numbers.length);
        for (int chunk : numbers) {
            if (!endsWith(distinct, chunk)) {
                distinct.add(chunk);
            }
        }
        return distinct;
    }

    /** Returns whether one of the last places, which are of the same chunk, is this one. */
    private boolean endsWith(List<Integer> ascending, int chunk) {
        for (int at = ascending.size() - 1; at >= 0 && compareIds(ascending.get(at), chunk) == 0; at--) {
            if (compare(ascending.get(at), chunk, IndexSegment.CHUNK_LENGTH) == 0) {
                return true;
            }
        }
        return false;
    }

    private int compareIds(int left, int right) {
        return compare(left, right, ChunkId.LENGTH);
    }

    private int compare(int left, int right, int length) {
        int a = left * IndexSegment.CHUNK_LENGTH;
        int b = right * IndexSegment.CHUNK_LENGTH;
        return Arrays.compareUnsigned(chunks.buffer(), a, a + length, chunks.buffer(), b, b + length);
    }
}
