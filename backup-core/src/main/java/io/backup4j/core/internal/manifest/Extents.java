package io.backup4j.core.internal.manifest;

import io.backup4j.core.internal.content.ChunkHasher;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.tree.NodeReader;
import io.backup4j.core.internal.tree.TreeCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the extents of a content in order, whatever form it has. One thread at a time. */
public final class Extents {
    private final List<Extent> list;
    private final @Nullable TreeCursor tree;
    private int at;

    private Extents(List<Extent> list, @Nullable TreeCursor tree) {
        this.list = list;
        this.tree = tree;
    }

    /**
     * Stands before the first extent.
     *
     * @param size bytes of the content
     * @param hasher of the calling thread, makes the id of an entry of one chunk
     */
    public static Extents of(Content content, long size, ChunkHasher hasher, NodeReader nodes) {
        if (content instanceof Content.OneChunk one) {
            return new Extents(List.of(new Extent.Whole(one.id(hasher), size)), null);
        }
        if (content instanceof Content.Extents extents) {
            return new Extents(extents.list(), null);
        }
        if (content instanceof Content.Tree tree) {
            return new Extents(List.of(), new TreeCursor(nodes, tree.extents()));
        }
        return new Extents(List.of(), null);
    }

    /** Returns the next extent, null at the end. */
    public @Nullable Extent next() {
        if (tree == null) {
            return at < list.size() ? list.get(at++) : null;
        }
        ByteReader item = tree.next();
        if (item == null) {
            return null;
        }
        Extent extent = Extent.readFrom(item);
        item.requireEnd();
        return extent;
    }
}
