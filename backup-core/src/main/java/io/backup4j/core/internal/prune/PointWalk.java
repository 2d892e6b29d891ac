package io.backup4j.core.internal.prune;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.manifest.Content;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.tree.TreeCursor;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks everything that restore points need; what several share is walked once. One thread at a time. */
final class PointWalk {
    private final ChunkStage chunks;
    private final RunControl control;
    private final Predicate<ChunkId> isNew;
    private final Consumer<ChunkId> visitor;

    /**
     * Makes a walk.
     *
     * @param isNew asked for each node of a tree; when it is false, the node and all below it are passed over
     * @param visitor told each chunk of content
     */
    PointWalk(ChunkStage chunks, RunControl control, Predicate<ChunkId> isNew, Consumer<ChunkId> visitor) {
        this.chunks = chunks;
        this.control = control;
        this.isNew = isNew;
        this.visitor = visitor;
    }

    /**
     * Walks a point.
     *
     * @throws CorruptDataException when a part of it cannot be read, so that nobody knows what it needs
     */
    void walk(StoredPoint point) {
        RestorePointId id = point.id();
        try {
            point.manifests().values().forEach(this::walk);
        } catch (CorruptDataException | UnsupportedFormatException e) {
            throw new CorruptDataException(
                    "Nobody knows what restore point " + id + " needs, because its list of entries cannot be read: "
                            + e.getMessage()
                            + ". Nothing was removed. Verify the repository; delete the point if it is of no use any more",
                    e);
        }
    }

    private void walk(TreeRef manifest) {
        ManifestCursor cursor = new ManifestCursor(chunks.nodes(), manifest);
        while (settle(cursor.tree())) {
            ManifestEntry entry = cursor.next();
            if (entry == null) {
                return;
            }
            walk(entry.content(), entry.entry().size());
            PageDigests pages = entry.pages();
            if (pages != null) {
                walk(pages.content(), pages.size());
            }
        }
    }

    private void walk(Content content, long size) {
        if (content instanceof Content.Tree tree) {
            TreeCursor cursor = new TreeCursor(chunks.nodes(), tree.extents());
            while (settle(cursor)) {
                Extent.readFrom(Objects.requireNonNull(cursor.next())).holder().ifPresent(visitor);
            }
            return;
        }
        Extents extents = Extents.of(content, size, chunks.hasher(), chunks.nodes());
        for (Extent extent = extents.next(); extent != null; extent = extents.next()) {
            extent.holder().ifPresent(visitor);
        }
    }

    /** Enters nodes that are new and passes over others, until there is an item; false at the end. */
    private boolean settle(TreeCursor cursor) {
        while (cursor.node().isPresent()) {
            control.checkCancelled();
            ChunkId node = cursor.node().get().id();
            if (chunks.index().find(node).isEmpty()) {
                throw new CorruptDataException("Chunk " + node + " is lost: no pack that is there holds it");
            }
            if (isNew.test(node)) {
                cursor.enter();
            } else {
                cursor.skip();
            }
        }
        return cursor.peek() != null;
    }
}
