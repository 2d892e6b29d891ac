package io.backup4j.core.internal.manifest;

import io.backup4j.api.ByteString;
import io.backup4j.core.internal.content.ChunkHasher;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the content of an entry lies (FORMAT 10.3). */
public sealed interface Content {
    /** How many extents stand beside their entry; longer lists are trees. */
    int INLINE_EXTENTS = 512;

    /** Returns the SHA-256 of the whole content, empty when it was not kept or there is no content. */
    ByteString sha256();

    /** No bytes. */
    record None() implements Content {
        private static final None INSTANCE = new None();

        @Override
        public ByteString sha256() {
            return ByteString.empty();
        }
    }

    /** One chunk, whose id follows from its SHA-256 and the key of its repository. Safe for use by several threads. */
    final class OneChunk implements Content {
        private final ByteString sha256;
        /** Whoever puts entries in order, reads ahead and reads asks for it in turn, and to derive it takes as long as to hash some hundred bytes. */
        private @Nullable ChunkId id;

        /** Makes the content of one chunk. */
        public OneChunk(ByteString sha256) {
            this.sha256 = sha256;
        }

        @Override
        public ByteString sha256() {
            return sha256;
        }

        /** Returns the id of the chunk; {@code hasher} is of the calling thread and of the repository of this content. */
        public ChunkId id(ChunkHasher hasher) {
            ChunkId known = id;
            if (known == null) {
                known = hasher.id(sha256.toByteArray(), 0);
                id = known;
            }
            return known;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OneChunk that && sha256.equals(that.sha256);
        }

        @Override
        public int hashCode() {
            return sha256.hashCode();
        }

        @Override
        public String toString() {
            return "OneChunk[sha256=" + sha256 + ']';
        }
    }

    /** Some extents. */
    record Extents(ByteString sha256, List<Extent> list) implements Content {}

    /** Many extents, as a tree of their own. */
    record Tree(ByteString sha256, TreeRef extents) implements Content {}

    /** Returns the content of no bytes. */
    static Content none() {
        return None.INSTANCE;
    }

    /** Writes the content. */
    default void writeTo(ByteWriter out) {
        if (this instanceof OneChunk one) {
            out.u8(1).raw(one.sha256().toByteArray());
        } else if (this instanceof Extents extents) {
            writeDigest(out.u8(2));
            out.varint(extents.list().size());
            extents.list().forEach(extent -> extent.writeTo(out));
        } else if (this instanceof Tree tree) {
            writeDigest(out.u8(3));
            tree.extents().writeTo(out);
        } else {
            out.u8(0);
        }
    }

    private void writeDigest(ByteWriter out) {
        out.u8(sha256().isEmpty() ? 0 : 1).raw(sha256().toByteArray());
    }

    /** Reads what {@link #writeTo} wrote. */
    static Content readFrom(ByteReader in) {
        int form = in.u8();
        return switch (form) {
            case 0 -> none();
            case 1 -> new OneChunk(ByteString.of(in.raw(32)));
            case 2 -> new Extents(readDigest(in), readExtents(in));
            case 3 -> new Tree(readDigest(in), TreeRef.readFrom(in));
            default -> throw in.corrupt("content of unknown form " + form);
        };
    }

    private static ByteString readDigest(ByteReader in) {
        int present = in.u8();
        if (present > 1) {
            throw in.corrupt("digest marked by " + present);
        }
        return present == 0 ? ByteString.empty() : ByteString.of(in.raw(32));
    }

    private static List<Extent> readExtents(ByteReader in) {
        long count = in.varint();
        if (count < 1 || count > INLINE_EXTENTS) {
            throw in.corrupt("list of " + count + " extents");
        }
        List<Extent> extents = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            extents.add(Extent.readFrom(in));
        }
        return extents;
    }
}
