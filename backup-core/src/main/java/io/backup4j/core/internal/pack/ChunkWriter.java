package io.backup4j.core.internal.pack;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.index.ChunkList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores the chunks of one worker. A chunk is in the store when {@link PackWriters#finish} has returned. Takes about 5 MiB.
 *
 * <p>All methods throw what {@link PackWriters} says. Not safe for use by several threads.
 */
public final class ChunkWriter {
    private final BlockSealer sealer;
    private @Nullable BlockBuilder data;
    private @Nullable BlockBuilder nodes;

    ChunkWriter(BlockSealer sealer) {
        this.sealer = sealer;
    }

    /**
     * Stores a chunk of content.
     *
     * @param id claimed by the caller
     * @param buffer holds it, {@code length} bytes, at least 1, from {@code offset}; the caller's again afterwards
     */
    public void add(ChunkId id, byte[] buffer, int offset, int length) {
        if (data == null) {
            data = new BlockBuilder();
        }
        add(data, id, buffer, offset, length);
    }

    /** Stores a chunk that is a node of a tree; these share no block with content, so that walks read little else. */
    public void addNode(ChunkId id, byte[] buffer, int offset, int length) {
        if (nodes == null) {
            nodes = new BlockBuilder();
        }
        add(nodes, id, buffer, offset, length);
    }

    /** Hands over blocks that are not full. To be called when there are no more chunks, before {@link PackWriters#finish}. */
    public void flush() {
        if (data != null) {
            flush(data);
        }
        if (nodes != null) {
            flush(nodes);
        }
    }

    private void add(BlockBuilder block, ChunkId id, byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length < 1) {
            throw new IllegalArgumentException("Chunk " + id + " has no bytes");
        }
        if (length >= BlockBuilder.ALONE) {
            ChunkList alone = new ChunkList();
            alone.add(id, length);
            sealer.write(buffer, offset, alone);
            return;
        }
        if (!block.hasRoomFor(length)) {
            flush(block);
        }
        block.add(id, buffer, offset, length);
    }

    private void flush(BlockBuilder block) {
        if (block.chunks().size() > 0) {
            sealer.write(block.plain(), 0, block.chunks());
            block.clear();
        }
    }
}
