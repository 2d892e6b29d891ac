package io.backup4j.core.internal.backup;

import io.backup4j.core.internal.chunk.Chunker;
import java.util.Arrays;

/** Some bytes of content in a worker's buffer, and where they are cut. One thread at a time. */
final class Slice {
    /** Bytes of a slice; a large entry is handed out to the workers in portions of this. */
    static final int SIZE = 8 << 20;

    final byte[] bytes = new byte[SIZE];
    private int[] ends = new int[256];
    private boolean[] zeros = new boolean[256];
    private int pieces;

    void begin() {
        pieces = 0;
    }

    /** Cuts the first {@code filled} bytes and returns where the last piece ends. */
    int cut(Chunker chunker, int filled, boolean endOfContent) {
        int from = 0;
        while (true) {
            int end = chunker.next(bytes, from, filled, endOfContent);
            if (end == from) {
                return from;
            }
            add(end, chunker.zeros());
            from = end;
        }
    }

    /** Returns the bytes of all pieces. */
    int length() {
        return pieces == 0 ? 0 : ends[pieces - 1];
    }

    /** Returns how many pieces there are. */
    int pieces() {
        return pieces;
    }

    /** Returns whether there is one piece and that is a chunk. */
    boolean isOneChunk() {
        return pieces == 1 && !zeros[0];
    }

    /** Returns where a piece begins. */
    int start(int piece) {
        return piece == 0 ? 0 : ends[piece - 1];
    }

    /** Returns the bytes of a piece. */
    int length(int piece) {
        return ends[piece] - start(piece);
    }

    /** Returns whether a piece is a run of zeros. */
    boolean isZeros(int piece) {
        return zeros[piece];
    }

    private void add(int end, boolean isZeros) {
        if (pieces == ends.length) {
            ends = Arrays.copyOf(ends, 2 * pieces);
            zeros = Arrays.copyOf(zeros, 2 * pieces);
        }
        ends[pieces] = end;
        zeros[pieces++] = isZeros;
    }
}
