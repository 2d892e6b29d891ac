package io.backup4j.core.internal.manifest;

import io.backup4j.api.ByteString;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.ArrayList;
import java.util.List;

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

    /** One chunk, whose id follows from its SHA-256. */
    record OneChunk(ByteString sha256) implements Content {}

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
