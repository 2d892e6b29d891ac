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

    // What the compiler makes for records goes through method handles, which cost a new process dearly.
    @Override
    public boolean equals(Object other) {
        return other instanceof BlockLocation that
                && pack.equals(that.pack)
                && ordinal == that.ordinal
                && offset == that.offset
                && sealedLength == that.sealedLength
                && plainLength == that.plainLength;
    }

    @Override
    public int hashCode() {
        return 31 * pack.hashCode() + ordinal;
    }

    /** Returns the first byte behind the block. */
    public long end() {
        return offset + sealedLength;
    }
}
