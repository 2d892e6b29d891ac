package io.backup4j.core.internal.index;

import io.backup4j.core.internal.format.ObjectId;

/**
 * Where a sealed block lies.
 *
 * @param pack the object that holds it
 * @param ordinal its place among the blocks of the pack, counted from 0
 * @param offset its first byte in the pack
 * @param sealedLength bytes in the pack
 * @param plainLength bytes of its chunks
 */
public record BlockLocation(ObjectId pack, int ordinal, long offset, int sealedLength, int plainLength) {
    /** Offset of the first block of a pack: behind header and salt. */
    public static final int FIRST_OFFSET = 24;

    /** Bytes that a plain block has at most. */
    public static final int LARGEST_PLAIN = 1 << 28;

    /** Returns the first byte behind the block. */
    public long end() {
        return offset + sealedLength;
    }
}
