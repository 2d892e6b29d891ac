package io.backup4j.core.internal.parity;

import io.backup4j.core.internal.format.ObjectId;

/**
 * A range of a pack that is summed with others.
 *
 * @param pack the pack
 * @param packSize bytes of the whole pack
 * @param offset first byte
 * @param length bytes, at least 1
 */
record Strip(ObjectId pack, int packSize, int offset, int length) {
    /** Bytes that are checked, and given up or given back, together. */
    static final int SEGMENT = 16 << 10;

    /** Returns the strip that is a whole pack. */
    static Strip whole(ObjectId pack, int size) {
        return new Strip(pack, size, 0, size);
    }

    int segments() {
        return segmentsIn(length);
    }

    static int segmentsIn(int bytes) {
        return (bytes + SEGMENT - 1) / SEGMENT;
    }

    /** Returns how many bytes there are from the beginning of a segment on, at most those of {@code segments} of them; 0 behind the end. */
    int bytesFrom(int segment, int segments) {
        return Math.max(0, Math.min(segments * SEGMENT, length - segment * SEGMENT));
    }
}
