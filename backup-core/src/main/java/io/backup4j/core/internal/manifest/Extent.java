package io.backup4j.core.internal.manifest;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import java.util.Optional;

/** A stretch of content (FORMAT 10.3). */
public sealed interface Extent {
    /** Returns the bytes of content that it stands for, at least 1. */
    long length();

    /** A run of zero bytes, which are not stored. */
    record Zeros(long length) implements Extent {}

    /** A whole chunk. */
    record Whole(ChunkId chunk, long length) implements Extent {}

    /** A part of a chunk, from {@code offset} on. */
    record Part(ChunkId chunk, long offset, long length) implements Extent {}

    /** Returns the chunk that holds it; nothing for zeros, which are not stored. */
    default Optional<ChunkId> holder() {
        if (this instanceof Whole whole) {
            return Optional.of(whole.chunk());
        }
        return this instanceof Part part ? Optional.of(part.chunk()) : Optional.empty();
    }

    /** Returns the hash that decides whether a node of extents ends behind this one. */
    default long boundary() {
        return holder().map(ChunkId::a).orElse(-1L);
    }

    /** Writes the extent. */
    default void writeTo(ByteWriter out) {
        if (this instanceof Whole whole) {
            whole.chunk().writeTo(out.u8(1));
        } else if (this instanceof Part part) {
            part.chunk().writeTo(out.u8(2));
            out.varint(part.offset());
        } else {
            out.u8(0);
        }
        out.varint(length());
    }

    /** Reads what {@link #writeTo} wrote. */
    static Extent readFrom(ByteReader in) {
        int kind = in.u8();
        return switch (kind) {
            case 0 -> new Zeros(length(in));
            case 1 -> new Whole(ChunkId.read(in), length(in));
            case 2 -> new Part(ChunkId.read(in), in.varint(), length(in));
            default -> throw in.corrupt("extent of unknown kind " + kind);
        };
    }

    private static long length(ByteReader in) {
        long length = in.varint();
        if (length == 0) {
            throw in.corrupt("extent of length 0");
        }
        return length;
    }
}
