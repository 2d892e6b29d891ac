package io.backup4j.core.internal.tree;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;

/**
 * Where a tree begins.
 *
 * @param level level of the root node; 0 when it is the only one
 * @param root chunk of the root node
 * @param length bytes of that chunk
 * @param items items of level 0
 */
public record TreeRef(int level, ChunkId root, int length, long items) {
    /** Writes the reference as FORMAT 10.5 says. */
    public void writeTo(ByteWriter out) {
        out.u8(level);
        root.writeTo(out);
        out.varint(length).varint(items);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static TreeRef readFrom(ByteReader in) {
        return new TreeRef(in.u8(), ChunkId.read(in), in.varint(Integer.MAX_VALUE), in.varint());
    }
}
