package io.backup4j.core.internal.repair;

import io.backup4j.api.Component;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryPath;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.manifest.Content;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import io.backup4j.core.internal.manifest.LostPiece;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.restore.EntryWalk;
import io.backup4j.core.internal.restore.SelectedEntry;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one restore point has lost, and a way through what is left of it. One thread at a time. */
final class PointHoles {
    private final StoredPoint point;
    private final ChunkStage chunks;
    private final RunControl control;
    private final List<LostEntry> entries = new ArrayList<>();
    private final List<LostOfComponent> pieces = new ArrayList<>();

    /**
     * A piece of the list of entries that is lost.
     *
     * @param component name of its component
     * @param message for people: which entries
     */
    record LostOfComponent(String component, String message) {}

    /** Looks for them. */
    PointHoles(StoredPoint point, ChunkStage chunks, RunControl control) {
        this.point = point;
        this.chunks = chunks;
        this.control = control;
        for (Component component : point.point().components()) {
            Walk walk = new Walk(
                    component.name(), piece -> pieces.add(new LostOfComponent(component.name(), piece.description())));
            for (ManifestEntry entry = walk.nextEntry(); entry != null; entry = walk.nextEntry()) {
                check(component.name(), entry);
            }
        }
    }

    StoredPoint point() {
        return point;
    }

    /** Returns the entries of which something is lost. */
    List<LostEntry> entries() {
        return entries;
    }

    /** Returns the pieces of lists of entries that are lost. */
    List<LostOfComponent> pieces() {
        return pieces;
    }

    boolean isEmpty() {
        return entries.isEmpty() && pieces.isEmpty();
    }

    /** Returns a walk through the entries of a component of which no byte is lost. */
    EntryWalk left(String component) {
        Set<EntryPath> lost = new HashSet<>();
        entries.stream()
                .filter(entry ->
                        entry.component().equals(component) && !entry.ranges().isEmpty())
                .forEach(entry -> lost.add(entry.entry().entry().path()));
        Walk walk = new Walk(component, piece -> {});
        return () -> {
            ManifestEntry entry = walk.nextEntry();
            while (entry != null && lost.contains(entry.entry().path())) {
                entry = walk.nextEntry();
            }
            return entry == null ? null : new SelectedEntry(component, entry, true);
        };
    }

    private void check(String component, ManifestEntry entry) {
        List<LostEntry.Range> ranges = lost(entry.content(), entry.entry().size());
        PageDigests pages = entry.pages();
        boolean lacksDigests =
                pages != null && !lost(pages.content(), pages.size()).isEmpty();
        if (!ranges.isEmpty() || lacksDigests) {
            entries.add(new LostEntry(component, entry, ranges));
        }
    }

    private List<LostEntry.Range> lost(Content content, long size) {
        List<LostEntry.Range> ranges = new ArrayList<>();
        long at = 0;
        try {
            Extents extents = Extents.of(content, size, chunks.hasher(), chunks.nodes());
            for (Extent extent = extents.next(); extent != null; extent = extents.next()) {
                Optional<ChunkId> lost = extent.holder()
                        .filter(chunk -> chunks.index().find(chunk).isEmpty());
                if (lost.isPresent()) {
                    ranges.add(new LostEntry.Range(lost.get(), at, extent.length(), extent instanceof Extent.Whole));
                }
                at += extent.length();
            }
        } catch (CorruptDataException | UnsupportedFormatException e) {
            // Where the rest lies is lost, and so is the rest.
            ranges.add(new LostEntry.Range(new ChunkId(0, 0, 0, 0), at, size - at, false));
        }
        return ranges;
    }

    /** The entries of one component, past the pieces of the list that are lost. */
    private final class Walk {
        private final Consumer<LostPiece> lostPieces;
        private final @Nullable ManifestCursor cursor;

        Walk(String component, Consumer<LostPiece> lostPieces) {
            this.lostPieces = lostPieces;
            this.cursor = point.manifest(component)
                    .map(tree -> new ManifestCursor(chunks.nodes(), tree))
                    .orElse(null);
        }

        @Nullable
        ManifestEntry nextEntry() {
            control.checkCancelled();
            return cursor == null ? null : cursor.next(lostPieces);
        }
    }
}
