package io.backup4j.core.internal.compress;

import java.io.IOException;

/** One algorithm. Ranges are inside their arrays. Not safe for use by several threads. */
interface Codec {
    /** What {@link #compress} returns when the result has no room. */
    int TOO_LARGE = -1;

    /**
     * Compresses a range.
     *
     * @param room bytes that may be written from {@code outOffset} on
     * @return bytes written, or {@link #TOO_LARGE}
     */
    int compress(byte[] plain, int offset, int length, byte[] out, int outOffset, int room);

    /**
     * Decompresses a range into exactly {@code plainLength} bytes.
     *
     * @throws IOException when it does not give exactly that many
     */
    void decompress(byte[] packed, int offset, int length, byte[] out, int outOffset, int plainLength)
            throws IOException;

    /** Releases what lies outside the heap. */
    default void close() {}

    /** Complains when the length is not the expected one. */
    static void requireLength(long length, int plainLength) throws IOException {
        if (length != plainLength) {
            throw new IOException("It gives " + length + " bytes where " + plainLength + " are announced");
        }
    }
}
