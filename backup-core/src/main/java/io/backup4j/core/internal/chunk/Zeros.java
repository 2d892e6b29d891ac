package io.backup4j.core.internal.chunk;

import java.util.Arrays;

/** Counts zero bytes at the speed of memory. */
final class Zeros {
    // Small enough to stay in the first-level cache beside the content.
    private static final byte[] ZEROS = new byte[8 << 10];

    private Zeros() {}

    /** Returns the end of the zero bytes that begin at {@code from}; at most {@code to}. */
    static int end(byte[] buffer, int from, int to) {
        if (from < to && buffer[from] != 0) {
            return from;
        }
        int position = from;
        while (position < to) {
            int length = Math.min(ZEROS.length, to - position);
            int differs = Arrays.mismatch(buffer, position, position + length, ZEROS, 0, length);
            if (differs >= 0) {
                return position + differs;
            }
            position += length;
        }
        return to;
    }
}
