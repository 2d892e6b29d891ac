package io.backup4j.core.internal.restore;

import io.backup4j.api.EntryKind;
import io.backup4j.api.RestoreTarget;
import io.backup4j.core.internal.index.ChunkLocation;
import io.backup4j.core.internal.manifest.Content;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.repository.ChunkStage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the entries of a restore in portions, one stage after the other. Files of one window are put in the order of their first blocks, so that
 * each block is read and opened once; large ones come before, since whoever gets one late keeps all others waiting at the end. What is no file is restored by the feed itself, in the order of paths, so a directory is there before what is in it; hard links come
 * after everything else, unless everything comes in the order of paths, so their files are there. Safe for use by several threads.
 */
final class RestoreFeed {
    private static final int PORTION_ENTRIES = 256;
    private static final long PORTION_BYTES = 4 << 20;
    private static final long LARGE = 64 << 20;
    private static final Comparator<Placed> LARGE_FIRST =
            Comparator.comparingLong(Placed::largeSize).reversed().thenComparingInt(Placed::block);

    private final PointReader entries;
    private final RestoreTarget target;
    private final ChunkStage chunks;
    private final int window;
    private final EntryTask others;
    private final List<SelectedEntry> hardLinks = new ArrayList<>();
    private List<Placed> files = List.of();
    private @Nullable SelectedEntry ahead;
    private int stage;
    private int at;
    private boolean abandoned;

    /**
     * Prepares the feed, which has nothing to hand out before {@link #nextStage}.
     *
     * @param target says which entry is of which stage
     * @param window files that are put in order at once; 1 keeps the order of paths
     * @param others restores what is no file, called under the feed's lock
     */
    RestoreFeed(PointReader entries, RestoreTarget target, ChunkStage chunks, int window, EntryTask others) {
        this.entries = entries;
        this.target = target;
        this.chunks = chunks;
        this.window = window;
        this.others = others;
    }

    /** Restores one entry. */
    @FunctionalInterface
    interface EntryTask {
        void restore(SelectedEntry entry);
    }

    private record Placed(SelectedEntry entry, int block) {
        long largeSize() {
            long size = entry.stored().entry().size();
            return size < LARGE ? 0 : size;
        }
    }

    /** Goes on to the next stage, when everything of the last one has been restored, and returns it; empty when there is none. */
    synchronized OptionalInt nextStage() {
        SelectedEntry next = peek();
        if (next == null || abandoned) {
            return OptionalInt.empty();
        }
        stage = stageOf(next);
        return OptionalInt.of(stage);
    }

    private @Nullable SelectedEntry peek() {
        if (ahead == null) {
            ahead = entries.next();
        }
        return ahead;
    }

    private int stageOf(SelectedEntry entry) {
        return target.stage(entry.stored().entry().path());
    }

    /** Returns the next files of the stage to restore, none at its end. */
    synchronized List<SelectedEntry> next() {
        if (at == files.size()) {
            files = abandoned ? List.of() : fill();
            at = 0;
        }
        List<SelectedEntry> portion = new ArrayList<>();
        long bytes = 0;
        while (at < files.size() && portion.size() < PORTION_ENTRIES && bytes < PORTION_BYTES) {
            SelectedEntry entry = files.get(at++).entry();
            portion.add(entry);
            bytes += entry.stored().entry().size();
        }
        return portion;
    }

    /** Hands out nothing any more, because the restore has failed. */
    synchronized void abandon() {
        abandoned = true;
        at = files.size();
    }

    /** Restores the hard links, when all files are there. */
    synchronized void finish() {
        hardLinks.forEach(others::restore);
    }

    private List<Placed> fill() {
        List<Placed> placed = new ArrayList<>();
        while (placed.size() < window) {
            SelectedEntry entry = peek();
            if (entry == null || stageOf(entry) > stage) {
                break;
            }
            ahead = null;
            EntryKind kind = entry.stored().entry().kind();
            if (kind == EntryKind.FILE) {
                placed.add(new Placed(entry, window == 1 ? 0 : firstBlock(entry.stored())));
            } else if (kind == EntryKind.HARD_LINK && window > 1) {
                hardLinks.add(entry);
            } else {
                others.restore(entry);
            }
        }
        if (window > 1) {
            placed.sort(LARGE_FIRST);
        }
        return placed;
    }

    private int firstBlock(ManifestEntry stored) {
        Content content = stored.content();
        Extent first = content instanceof Content.Tree
                ? null
                : Extents.of(content, stored.entry().size(), chunks.hasher(), chunks.nodes())
                        .next();
        return blockOf(first);
    }

    private int blockOf(@Nullable Extent extent) {
        if (extent instanceof Extent.Whole whole) {
            return chunks.index().find(whole.chunk()).map(ChunkLocation::block).orElse(0);
        }
        return extent instanceof Extent.Part part
                ? chunks.index().find(part.chunk()).map(ChunkLocation::block).orElse(0)
                : 0;
    }
}
