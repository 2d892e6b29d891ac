package io.backup4j.core.internal.index;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Writes the plain bytes of an index segment (FORMAT 9) from packs of a run, or from other segments that are to become one.
 * One thread at a time.
 */
public final class SegmentBuilder {
    /** Chunks that a segment should have at most: it is sealed in one piece, and 44 bytes a chunk are in memory some times. */
    public static final int MOST_CHUNKS = 100_000;

    private final List<PackBlocks> packs = new ArrayList<>();
    private final Map<ObjectId, Integer> firstBlocks = new HashMap<>();
    private final List<Integer> packOfBlock = new ArrayList<>();
    private final ByteWriter chunks = new ByteWriter(0);

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
     * Returns the plain bytes of one segment, and of further ones where packs have a chunk in common: each place must stand somewhere, because a
     * collection may remove any other one, and each pack with all its chunks in one segment, because another one may be lost.
     */
    public List<byte[]> build() {
        int[] order = distinct();
        int[] parts = parts(order);
        int last = Arrays.stream(parts).max().orElse(0);
        return last == 0
                ? List.of(write(order))
                : IntStream.rangeClosed(0, last)
                        .mapToObj(part -> part(part, parts, order))
                        .toList();
    }

    /** Returns for each pack the segment to which it goes, counted from 0: the first of which no pack has a chunk in common with it. */
    private int[] parts(int[] order) {
        int[] parts = new int[packs.size()];
        rivals(order).forEach((pack, before) -> {
            BitSet taken = new BitSet();
            before.stream().forEach(other -> taken.set(parts[other]));
            parts[pack] = taken.nextClearBit(0);
        });
        return parts;
    }

    /** Returns for packs, by their numbers, which of those with smaller ones have a chunk in common with them. */
    private SortedMap<Integer, BitSet> rivals(int[] order) {
        SortedMap<Integer, BitSet> rivals = new TreeMap<>();
        for (int at = 1; at < order.length; at++) {
            for (int other = at - 1; other >= 0 && compareIds(order[other], order[at]) == 0; other--) {
                int left = pack(order[other]);
                int right = pack(order[at]);
                rivals.computeIfAbsent(Math.max(left, right), pack -> new BitSet())
                        .set(Math.min(left, right));
            }
        }
        return rivals;
    }

    private byte[] part(int part, int[] parts, int[] order) {
        SegmentBuilder builder = new SegmentBuilder();
        int[] shift = new int[packs.size()];
        int first = 0;
        for (int pack = 0; pack < shift.length; pack++) {
            PackBlocks layout = packs.get(pack);
            if (parts[pack] == part) {
                shift[pack] = builder.addPack(layout) - first;
            }
            first += layout.blocks().size();
        }
        for (int chunk : order) {
            int pack = pack(chunk);
            if (parts[pack] == part) {
                int at = chunk * IndexSegment.CHUNK_LENGTH;
                builder.chunks
                        .raw(chunks.buffer(), at, ChunkId.LENGTH)
                        .u32(block(chunk) + shift[pack])
                        .raw(chunks.buffer(), at + ChunkId.LENGTH + Integer.BYTES, 2 * Integer.BYTES);
            }
        }
        return builder.write(IntStream.range(0, builder.chunks()).toArray());
    }

    private int pack(int chunk) {
        return packOfBlock.get(block(chunk));
    }

    private int block(int chunk) {
        return BigEndian.getInt(chunks.buffer(), chunk * IndexSegment.CHUNK_LENGTH + ChunkId.LENGTH);
    }

    private byte[] write(int[] order) {
        ByteWriter segment =
                new ByteWriter(order.length * IndexSegment.CHUNK_LENGTH + 64 * packs.size() + 16 * packOfBlock.size());
        segment.varint(packs.size());
        packs.forEach(pack -> writePack(pack, segment));
        segment.varint(order.length);
        for (int chunk : order) {
            segment.raw(chunks.buffer(), chunk * IndexSegment.CHUNK_LENGTH, IndexSegment.CHUNK_LENGTH);
        }
        if (packs.stream().anyMatch(pack -> pack.epoch() > 0)) {
            packs.forEach(pack -> segment.varint(pack.epoch()));
        }
        return segment.toByteArray();
    }

    private int addPack(PackBlocks layout) {
        int first = packOfBlock.size();
        Integer known = firstBlocks.putIfAbsent(layout.pack(), first);
        if (known != null) {
            return known;
        }
        packOfBlock.addAll(Collections.nCopies(layout.blocks().size(), packs.size()));
        packs.add(layout);
        return first;
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

    /** Returns the numbers of the chunks in the order of their ids, each once for every pack that has it; of one id in the order of adding. */
    private int[] distinct() {
        int[] sorted = sorted();
        int count = 0;
        for (int chunk : sorted) {
            if (!endsWith(sorted, count, chunk)) {
                sorted[count++] = chunk;
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    /** Returns whether one of the last of {@code count} places, which are of the same chunk, is in the same pack. */
    private boolean endsWith(int[] ascending, int count, int chunk) {
        for (int at = count - 1; at >= 0 && compareIds(ascending[at], chunk) == 0; at--) {
            if (pack(ascending[at]) == pack(chunk)) {
                return true;
            }
        }
        return false;
    }

    /** Sorts beginnings of ids, which are spread evenly and so hardly ever equal: comparing all of each is slow while the JVM is young. */
    private int[] sorted() {
        long[] keys = new long[chunks()];
        for (int number = 0; number < keys.length; number++) {
            // The sign is turned round, so that ids ascend as bytes without sign do.
            int beginning = BigEndian.getInt(chunks.buffer(), number * IndexSegment.CHUNK_LENGTH) ^ Integer.MIN_VALUE;
            keys[number] = (long) beginning << Integer.SIZE | number;
        }
        Arrays.sort(keys);
        int[] sorted = new int[keys.length];
        // What begins alike is put right by whole ids, and equal ids stay in the order of adding.
        for (int at = 0; at < keys.length; at++) {
            int chunk = (int) keys[at];
            int place = at;
            for (; place > 0 && compareIds(sorted[place - 1], chunk) > 0; place--) {
                sorted[place] = sorted[place - 1];
            }
            sorted[place] = chunk;
        }
        return sorted;
    }

    private int compareIds(int left, int right) {
        int a = left * IndexSegment.CHUNK_LENGTH;
        int b = right * IndexSegment.CHUNK_LENGTH;
        return Arrays.compareUnsigned(chunks.buffer(), a, a + ChunkId.LENGTH, chunks.buffer(), b, b + ChunkId.LENGTH);
    }
}
