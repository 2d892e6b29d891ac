package io.backup4j.core.internal.verify;

import io.backup4j.api.ByteString;
import io.backup4j.api.Component;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.VerifyReport.DamagedEntry;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.manifest.Content;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.tree.TreeCursor;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks up every chunk that restore points need, and says which entries are hit by those that are missing. A leaf of a manifest that is found sound
 * is not looked at again for other points. Used once, by one thread.
 */
final class ManifestCheck {
    private final ChunkStage chunks;
    private final Findings lost;
    private final Runnable beforeEach;
    private final Findings found = new Findings();
    private final Set<ChunkId> soundNodes = ConcurrentHashMap.newKeySet();
    private final Set<ObjectId> unlisted = new HashSet<>();
    private final Set<ObjectId> neededUnlisted = new HashSet<>();
    private final Set<RestorePointId> damaged = new HashSet<>();
    private List<StoredPoint> checked = List.of();
    private long entries;

    /**
     * Prepares a check.
     *
     * @param lost knows which chunks are lost
     * @param beforeEach called before each entry; what it throws ends the check
     */
    ManifestCheck(ChunkStage chunks, Findings lost, Runnable beforeEach) {
        this.chunks = chunks;
        this.lost = lost;
        this.beforeEach = beforeEach;
        chunks.loaded().orphans().forEach(orphan -> unlisted.add(orphan.pack()));
    }

    /** Checks the points; finds each that has lost something, and its entries. */
    void check(List<StoredPoint> points) {
        checked = points;
        for (StoredPoint point : points) {
            long hit = 0;
            for (Component component : point.point().components()) {
                Optional<TreeRef> tree = point.manifest(component.name());
                hit += tree.map(t -> new Walk(point, component, t).run()).orElse(0L);
            }
            if (hit > 0) {
                damaged.add(point.id());
                String object = ObjectNames.point(point.id());
                found.add(object, Severity.LOSS, hit + " of its entries cannot be restored as they were");
            }
        }
        neededUnlisted.forEach(
                pack -> found.add(
                        ObjectNames.pack(pack),
                        Severity.WARNING,
                        "Restore points need it and no index segment lists it: one has been lost. The next backup lists it again"));
    }

    /** Returns what was found; empty when nothing is lost. */
    Findings found() {
        return found;
    }

    /** Returns the points that have been checked. */
    List<StoredPoint> points() {
        return checked;
    }

    /** Returns the points that have lost something. */
    Set<RestorePointId> damaged() {
        return damaged;
    }

    /** Returns the entries looked at. */
    long entries() {
        return entries;
    }

    /** The walk through one manifest. */
    private final class Walk {
        private final StoredPoint point;
        private final Component component;
        private final ManifestCursor cursor;
        private @Nullable ChunkId leaf;
        private boolean leafIsSound;
        private long hit;

        Walk(StoredPoint point, Component component, TreeRef tree) {
            this.point = point;
            this.component = component;
            // Nodes of leaves that are known to be sound are passed over.
            this.cursor = new ManifestCursor(chunks.nodesAhead(id -> !soundNodes.contains(id)), tree);
        }

        /** Returns how many entries are hit. */
        long run() {
            while (true) {
                beforeEach.run();
                Optional<TreeCursor.Node> node = cursor.tree().node();
                if (node.isPresent()) {
                    endLeaf();
                    visit(node.get());
                } else {
                    ManifestEntry entry = cursor.next();
                    if (entry == null) {
                        endLeaf();
                        return hit;
                    }
                    check(entry);
                }
            }
        }

        private void visit(TreeCursor.Node node) {
            boolean isLost = isLost(node.id());
            if (isLost) {
                lose(node, "is lost");
            }
            if (isLost || soundNodes.contains(node.id())) {
                cursor.tree().skip();
                return;
            }
            try {
                cursor.tree().enter();
                leaf = node.level() == 0 ? node.id() : null;
                leafIsSound = true;
            } catch (CorruptDataException | UnsupportedFormatException e) {
                lose(node, "cannot be read: " + e.getMessage());
                cursor.tree().skip();
            }
        }

        private void lose(TreeCursor.Node node, String how) {
            ByteString bound = node.bound();
            String last = bound == null ? "" : ", the last '" + bound.toUtf8() + "'";
            hit += node.items();
            report(null, "A piece of the list of entries, " + node.items() + " of them" + last + ", " + how);
        }

        private void endLeaf() {
            if (leaf != null && leafIsSound) {
                soundNodes.add(leaf);
            }
            leaf = null;
        }

        private void check(ManifestEntry entry) {
            entries++;
            Optional<String> trouble = trouble(entry.content(), entry.entry().size());
            PageDigests pages = entry.pages();
            if (trouble.isEmpty() && pages != null) {
                trouble = trouble(pages.content(), pages.size());
            }
            if (trouble.isPresent()) {
                hit++;
                report(entry.entry().path(), trouble.get());
            }
        }

        private void report(@Nullable EntryPath path, String message) {
            leafIsSound = false;
            found.add(new DamagedEntry(point.id(), component.name(), path, message));
        }
    }

    private Optional<String> trouble(Content content, long size) {
        try {
            Extents extents = Extents.of(content, size, chunks.hasher(), chunks.nodes());
            long lost = 0;
            long at = 0;
            for (Extent extent = extents.next(); extent != null; extent = extents.next()) {
                lost += extent.holder().filter(this::isLost).isPresent() ? extent.length() : 0;
                at += extent.length();
            }
            if (at != size) {
                return Optional.of("Its extents have " + at + " bytes instead of " + size);
            }
            return lost == 0 ? Optional.empty() : Optional.of(lost + " of " + size + " bytes are lost or damaged");
        } catch (CorruptDataException | UnsupportedFormatException e) {
            return Optional.of("The list of its chunks cannot be read: " + e.getMessage());
        }
    }

    private boolean isLost(ChunkId chunk) {
        Optional<ObjectId> pack = chunks.index().packOf(chunk);
        pack.filter(unlisted::contains).ifPresent(neededUnlisted::add);
        return pack.isEmpty() || lost.hasLost(chunk, pack.get());
    }
}
