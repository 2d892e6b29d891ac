package io.backup4j.core.internal.index;

import io.backup4j.core.internal.content.ChunkId;
import java.util.Arrays;

/**
 * Chunks in the order in which they lie in a block, in primitive arrays: 36 bytes a chunk. Not safe for use by several
 * threads while it is filled.
 */
public final class ChunkList {
    private static final int LONGS = ChunkId.LENGTH / Long.BYTES;

    private long[] ids;
    private int[] lengths;
    private int size;
    private int plainLength;

    /** Creates an empty list. */
    public ChunkList() {
        this(new long[0], new int[0]);
    }

    private ChunkList(long[] ids, int[] lengths) {
        this.ids = ids;
        this.lengths = lengths;
    }

    /**
     * Appends a chunk.
     *
     * @param length bytes, at least 1
     * @throws ArithmeticException when the chunks would have more than 2 GiB together
     */
    public void add(ChunkId id, int length) {
        plainLength = Math.addExact(plainLength, length);
        if (size == lengths.length) {
            grow();
        }
        int at = size * LONGS;
        ids[at] = id.a();
        ids[at + 1] = id.b();
        ids[at + 2] = id.c();
        ids[at + 3] = id.d();
        lengths[size++] = length;
    }

    /** Returns the number of chunks. */
    public int size() {
        return size;
    }

    /** Returns the bytes of all chunks. */
    public int plainLength() {
        return plainLength;
    }

    /** Returns the id of chunk {@code index}, counted from 0. */
    public ChunkId id(int index) {
        int at = index * LONGS;
        return new ChunkId(ids[at], ids[at + 1], ids[at + 2], ids[at + 3]);
    }

    /** Returns the bytes of chunk {@code index}, counted from 0. */
    public int length(int index) {
        return lengths[index];
    }

    /** Returns another list of the same chunks that is as small as it can be. */
    public ChunkList copy() {
        ChunkList copy = new ChunkList(Arrays.copyOf(ids, size * LONGS), Arrays.copyOf(lengths, size));
        copy.size = size;
        copy.plainLength = plainLength;
        return copy;
    }

    /** Removes all chunks and keeps the room. */
    public void clear() {
        size = 0;
        plainLength = 0;
    }

    private void grow() {
        int capacity = Math.max(16, size + (size >> 1));
        ids = Arrays.copyOf(ids, capacity * LONGS);
        lengths = Arrays.copyOf(lengths, capacity);
    }
}
