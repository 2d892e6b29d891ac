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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the entries of a restore in portions, one stage after the other. For several workers the files of one window are put in the order of their
 * first blocks, so that each block is read and opened once; large ones come before, since whoever gets one late keeps all others waiting at the end. What
 * is no file is restored by the feed itself then, in the order of paths, so a directory is there before what is in it, and hard links after everything
 * else, so their files are there. One worker gets everything in the order of paths. Safe for use by several threads.
 */
final class RestoreFeed {
    private static final int WINDOW = 8_192;
    private static final int PORTION_ENTRIES = 256;
    private static final long PORTION_BYTES = 4 << 20;
    private static final long LARGE = 64 << 20;
    private static final Comparator<Placed> LARGE_FIRST =
            Comparator.comparingLong(Placed::largeSize).reversed().thenComparingInt(Placed::block);

    private final PointReader entries;
    private final RestoreTarget target;
    private final ChunkStage chunks;
    private final int workers;
    private final EntryTask others;
    private final List<SelectedEntry> hardLinks = new ArrayList<>();
    private final BlockingQueue<List<SelectedEntry>> portions = new LinkedBlockingQueue<>();
    private final ReentrantLock filling = new ReentrantLock();
    private @Nullable SelectedEntry ahead;
    private int stage;
    private volatile int low;
    private volatile boolean isOver;
    private volatile boolean isAbandoned;

    /**
     * Prepares the feed, which has nothing to hand out before {@link #nextStage}.
     *
     * @param target says which entry is of which stage
     * @param workers how many take portions
     * @param others restores what is no file, by one thread at a time
     */
    RestoreFeed(PointReader entries, RestoreTarget target, ChunkStage chunks, int workers, EntryTask others) {
        this.entries = entries;
        this.target = target;
        this.chunks = chunks;
        this.workers = workers;
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
    OptionalInt nextStage() {
        filling.lock();
        try {
            SelectedEntry next = peek();
            if (next == null || isAbandoned) {
                return OptionalInt.empty();
            }
            isOver = false;
            stage = stageOf(next);
            return OptionalInt.of(stage);
        } finally {
            filling.unlock();
        }
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

    /** Returns the next entries of the stage to restore, none at its end. */
    List<SelectedEntry> next() {
        if (isLow() && filling.tryLock()) {
            // The others go on with what is left, and what the next window needs is being read before they come to it.
            fillAndUnlock();
        }
        List<SelectedEntry> portion = portions.poll();
        while (portion == null && !isOver) {
            filling.lock();
            fillAndUnlock();
            // Somebody else may have been faster, and there is more.
            portion = portions.poll();
        }
        return portion == null || isAbandoned ? List.of() : portion;
    }

    private boolean isLow() {
        return portions.size() <= low && !isOver;
    }

    private void fillAndUnlock() {
        try {
            if (isLow()) {
                fill();
            }
        } finally {
            filling.unlock();
        }
    }

    /** Hands out nothing any more, because the restore has failed. */
    void abandon() {
        isAbandoned = true;
        isOver = true;
    }

    /** Restores the hard links, when all files are there. */
    void finish() {
        hardLinks.forEach(others::restore);
    }

    private void fill() {
        List<Placed> placed = new ArrayList<>();
        while (placed.size() < WINDOW) {
            SelectedEntry entry = peek();
            if (entry == null || stageOf(entry) > stage) {
                break;
            }
            ahead = null;
            place(entry, placed);
        }
        if (placed.isEmpty()) {
            isOver = true;
            return;
        }
        if (workers > 1) {
            placed.sort(LARGE_FIRST);
        }
        List<List<SelectedEntry>> window = cut(placed);
        chunks.expect(new LaneOrder(window, workers, chunks));
        portions.addAll(window);
        low = window.size() / 2;
    }

    private void place(SelectedEntry entry, List<Placed> placed) {
        EntryKind kind = entry.stored().entry().kind();
        if (workers == 1) {
            placed.add(new Placed(entry, 0));
        } else if (kind == EntryKind.FILE) {
            placed.add(new Placed(entry, firstBlock(entry.stored())));
        } else if (kind == EntryKind.HARD_LINK) {
            hardLinks.add(entry);
        } else {
            others.restore(entry);
        }
    }

    private static List<List<SelectedEntry>> cut(List<Placed> placed) {
        List<List<SelectedEntry>> window = new ArrayList<>();
        List<SelectedEntry> portion = new ArrayList<>();
        long bytes = 0;
        for (Placed next : placed) {
            portion.add(next.entry());
            bytes += next.entry().stored().entry().size();
            if (portion.size() == PORTION_ENTRIES || bytes >= PORTION_BYTES) {
                window.add(portion);
                portion = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!portion.isEmpty()) {
            window.add(portion);
        }
        return window;
    }

    private int firstBlock(ManifestEntry stored) {
        Content content = stored.content();
        Extent first = content instanceof Content.Tree
                ? null
                : Extents.of(content, stored.entry().size(), chunks.hasher(), chunks.nodes())
                        .next();
        return Optional.ofNullable(first)
                .flatMap(Extent::holder)
                .flatMap(chunks.index()::find)
                .map(ChunkLocation::block)
                .orElse(0);
    }
}
