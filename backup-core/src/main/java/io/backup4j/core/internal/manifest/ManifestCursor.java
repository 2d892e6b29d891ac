package io.backup4j.core.internal.manifest;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryPath;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.tree.NodeReader;
import io.backup4j.core.internal.tree.TreeCursor;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a manifest in order. One thread at a time. */
public final class ManifestCursor {
    private final NodeReader nodes;
    private final TreeRef tree;
    private final TreeCursor cursor;

    /** Stands before the first entry. */
    public ManifestCursor(NodeReader nodes, TreeRef tree) {
        this.nodes = nodes;
        this.tree = tree;
        this.cursor = new TreeCursor(nodes, tree);
    }

    /** Returns the tree below, for passing over nodes that need not be read. */
    public TreeCursor tree() {
        return cursor;
    }

    /** Returns the next entry, null at the end. */
    public @Nullable ManifestEntry next() {
        ByteReader item = cursor.next();
        return item == null ? null : EntryCodec.read(item);
    }

    /**
     * Returns the next entry, past pieces of the manifest that cannot be read; null at the end.
     *
     * @param lost is told each such piece; what it throws ends the walk
     */
    public @Nullable ManifestEntry next(Consumer<? super LostPiece> lost) {
        for (Optional<TreeCursor.Node> node = cursor.node(); node.isPresent(); node = cursor.node()) {
            try {
                cursor.enter();
            } catch (CorruptDataException | UnsupportedFormatException e) {
                ByteString bound = node.get().bound();
                lost.accept(new LostPiece(node.get().items(), bound == null ? null : path(bound), e));
                cursor.skip();
            }
        }
        return next();
    }

    /** Finds one entry without reading the others. The place of this cursor does not change. */
    public Optional<ManifestEntry> find(EntryPath path) {
        TreeCursor search = new TreeCursor(nodes, tree);
        search.seek(bound -> path(bound).compareTo(path) < 0);
        for (ByteReader item = search.next(); item != null; item = search.next()) {
            ManifestEntry entry = EntryCodec.read(item);
            int order = entry.entry().path().compareTo(path);
            if (order >= 0) {
                return order == 0 ? Optional.of(entry) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static EntryPath path(ByteString bound) {
        try {
            return EntryPath.ofBytes(bound.toByteArray());
        } catch (IllegalArgumentException e) {
            throw new CorruptDataException(
                    "A manifest node is damaged: the last path of one of its children is none: " + e.getMessage(), e);
        }
    }
}
