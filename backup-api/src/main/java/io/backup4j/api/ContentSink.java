package io.backup4j.api;

import java.io.IOException;

/** Takes the content of one entry from its first byte to its last. One thread at a time. */
@FunctionalInterface
public interface ContentSink {
    /**
     * Takes the next {@code length} bytes of {@code buffer}, which belongs to the caller and is used again afterwards.
     *
     * @throws IOException when they cannot be written
     */
    void write(byte[] buffer, int offset, int length) throws IOException;

    /**
     * Takes a run of zero bytes. The default writes them; a target that can leave holes overrides this.
     *
     * @param length bytes, at least 1
     * @throws IOException when they cannot be written
     */
    default void zeros(long length) throws IOException {
        byte[] zeros = new byte[(int) Math.min(length, 65_536)];
        for (long left = length; left > 0; left -= zeros.length) {
            write(zeros, 0, (int) Math.min(left, zeros.length));
        }
    }
}
