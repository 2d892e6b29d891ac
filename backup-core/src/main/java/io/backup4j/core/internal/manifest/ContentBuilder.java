package io.backup4j.core.internal.manifest;

import io.backup4j.api.ByteString;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.tree.ChunkSink;
import io.backup4j.core.internal.tree.TreeWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the extents of one entry in order; long lists go to a tree as they come. One thread at a time. */
public final class ContentBuilder {
    private static final byte[] NO_BOUND = new byte[0];

    private final ChunkSink chunks;
    private final List<Extent> list = new ArrayList<>();
    private final ByteWriter item = new ByteWriter(256);
    private @Nullable TreeWriter tree;
    private @Nullable Extent last;
    private long size;

    /** Begins empty content; nodes of long lists go to {@code chunks}. */
    public ContentBuilder(ChunkSink chunks) {
        this.chunks = chunks;
    }

    /** Appends an extent; neighbours that continue each other become one. */
    public void add(Extent extent) {
        size += extent.length();
        Extent joined = last == null ? null : joined(last, extent);
        if (joined == null && last != null) {
            append(last);
        }
        last = joined == null ? extent : joined;
    }

    /** Returns the bytes of content so far. */
    public long size() {
        return size;
    }

    /** Completes the content. */
    public Content finish(ByteString sha256) {
        if (last != null) {
            append(last);
        }
        if (tree != null) {
            return new Content.Tree(sha256, tree.finish().orElseThrow());
        }
        return list.isEmpty() ? Content.none() : new Content.Extents(sha256, List.copyOf(list));
    }

    private void append(Extent extent) {
        if (tree == null && list.size() < Content.INLINE_EXTENTS) {
            list.add(extent);
            return;
        }
        if (tree == null) {
            tree = new TreeWriter(chunks);
            for (Extent earlier : list) {
                append(tree, earlier);
            }
            list.clear();
        }
        append(tree, extent);
    }

    private void append(TreeWriter to, Extent extent) {
        item.clear();
        extent.writeTo(item);
        to.add(item, extent.boundary(), NO_BOUND);
    }

    private static @Nullable Extent joined(Extent first, Extent second) {
        if (first instanceof Extent.Zeros a && second instanceof Extent.Zeros b) {
            return new Extent.Zeros(a.length() + b.length());
        }
        boolean parts = first instanceof Extent.Part a
                && second instanceof Extent.Part b
                && a.chunk().equals(b.chunk())
                && a.offset() + a.length() == b.offset();
        if (parts && first instanceof Extent.Part a) {
            return new Extent.Part(a.chunk(), a.offset(), a.length() + second.length());
        }
        return null;
    }
}
