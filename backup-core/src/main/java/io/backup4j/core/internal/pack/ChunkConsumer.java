package io.backup4j.core.internal.pack;

import java.io.IOException;

/** Takes the bytes of a chunk. */
@FunctionalInterface
public interface ChunkConsumer {
    /**
     * Takes a chunk.
     *
     * @param buffer holds it, {@code length} bytes from {@code offset}; must not be changed, nor be used afterwards
     * @throws IOException whatever goes wrong with the bytes taken; handed on
     */
    void accept(byte[] buffer, int offset, int length) throws IOException;
}
