package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.index.ChunkList;

/** Gathers small chunks into a block. One thread at a time. */
final class BlockBuilder {
    /** Bytes that a block of several chunks has at most. */
    static final int CAPACITY = 1 << 20;

    /** Chunks of so many bytes are worth a block of their own and need not be copied. */
    static final int ALONE = CAPACITY / 2;

    /** Keeps directories of packs small when chunks are tiny. */
    static final int MOST_CHUNKS = 16_384;

    private final byte[] plain = new byte[CAPACITY];
    private final ChunkList chunks = new ChunkList();

    boolean hasRoomFor(int length) {
        return length <= CAPACITY - chunks.plainLength() && chunks.size() < MOST_CHUNKS;
    }

    void add(ChunkId id, byte[] buffer, int offset, int length) {
        System.arraycopy(buffer, offset, plain, chunks.plainLength(), length);
        chunks.add(id, length);
    }

    byte[] plain() {
        return plain;
    }

    ChunkList chunks() {
        return chunks;
    }

    void clear() {
        chunks.clear();
    }
}
