package io.backup4j.core.internal.backup;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.Granularity;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceException;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.backup.PageHistory.Stretch;
import io.backup4j.core.internal.backup.Unit.Batch;
import io.backup4j.core.internal.backup.Unit.Item;
import io.backup4j.core.internal.backup.Unit.Portion;
import io.backup4j.core.internal.manifest.ContentBuilder;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.run.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the entries of a snapshot in units of work: many small entries, or the next slice of a large one. Whoever
 * asks holds the lock while the slice is read and cut, which is a fraction of the work that follows.
 */
final class EntryFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EntryFeed.class);
    private static final int BATCH_ENTRIES = 512;
    private static final long BATCH_BYTES = 4 << 20;
    private static final long SMALL = 1 << 20;

    private final ComponentJob job;
    private final SourceSnapshot snapshot;
    private final PreviousEntries previous;
    private final ChunkStorer storer;
    private final ChunkStage chunks;
    private @Nullable SourceEntry stashed;
    private @Nullable LargeEntry large;
    private @Nullable PageHistory history;
    private long sequence;
    private volatile boolean abandoned;

    /** The storer is the assembler's: it stores the nodes of long lists of extents. */
    EntryFeed(
            ComponentJob job,
            SourceSnapshot snapshot,
            PreviousEntries previous,
            ChunkStorer storer,
            ChunkStage chunks) {
        this.chunks = chunks;
        this.job = job;
        this.storer = storer;
        this.snapshot = snapshot;
        this.previous = previous;
    }

    /** Returns the next unit, null when there is none left. A portion's bytes are in {@code slice}. */
    synchronized @Nullable Unit next(Slice slice) {
        while (!abandoned) {
            if (large != null) {
                return nextPortion(large, slice);
            }
            List<Item> items = nextItems();
            if (!items.isEmpty()) {
                return new Batch(sequence++, items);
            }
            if (stashed == null) {
                return null;
            }
            large = openOrReport(stashed);
            stashed = null;
        }
        return null;
    }

    /** Takes entries until there are enough or a large one comes, which is stashed. */
    private List<Item> nextItems() {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        while (items.size() < BATCH_ENTRIES && bytes < BATCH_BYTES) {
            SourceEntry source = nextSource();
            if (source == null) {
                break;
            }
            Item item = new Item(source, unchanged(source));
            if (item.unchanged() == null && isLarge(source)) {
                stashed = source;
                break;
            }
            items.add(item);
            bytes += item.unchanged() == null ? source.entry().size() : 0;
        }
        return items;
    }

    private @Nullable SourceEntry nextSource() {
        job.control().checkCancelled();
        SourceEntry waiting = stashed;
        stashed = null;
        try {
            return waiting == null ? snapshot.next() : waiting;
        } catch (IOException e) {
            throw new SourceException("The walk through the source could not go on: " + Reason.of(e), e);
        }
    }

    private @Nullable ManifestEntry unchanged(SourceEntry source) {
        Entry entry = source.entry();
        ByteString stamp = source.stamp();
        ManifestEntry before = previous.at(entry.path());
        boolean same = before != null
                && !stamp.isEmpty()
                && stamp.equals(before.stamp())
                && before.entry().kind() == EntryKind.FILE
                && entry.kind() == EntryKind.FILE;
        return same ? before : null;
    }

    private static boolean isLarge(SourceEntry source) {
        Entry entry = source.entry();
        return entry.kind() == EntryKind.FILE
                && (entry.size() == Entry.UNKNOWN_SIZE || entry.size() > SMALL || pageSize(source) > 0);
    }

    private @Nullable LargeEntry openOrReport(SourceEntry source) {
        try {
            return open(source);
        } catch (IOException e) {
            job.reportMissing(source, e);
            return null;
        }
    }

    private LargeEntry open(SourceEntry source) throws IOException {
        int pageSize = pageSize(source);
        history = pageSize == 0
                ? null
                : PageHistory.of(previous.at(source.entry().path()), pageSize, chunks)
                        .orElse(null);
        return new LargeEntry(
                source,
                job.largeReader(source, pageSize > 0),
                pageSize,
                new ContentBuilder(storer::storeNode),
                new ContentBuilder(storer::storeNode));
    }

    private static int pageSize(SourceEntry source) {
        return source.granularity() instanceof Granularity.Pages pages ? pages.size() : 0;
    }

    /** What is known of the slice's pages. A damaged history only costs space: from there on all pages count as changed. */
    private @Nullable Stretch stretch(Slice slice) throws IOException {
        try {
            return history == null ? null : history.next(slice.length());
        } catch (CorruptDataException | UnsupportedFormatException e) {
            LOG.debug("What the previous backup knew of pages is damaged: all are stored from here on", e);
            history = null;
            return null;
        }
    }

    private Unit nextPortion(LargeEntry entry, Slice slice) {
        job.control().checkCancelled();
        boolean last = true;
        Stretch before = null;
        try {
            entry.reader.read(slice);
            before = stretch(slice);
            last = entry.reader.ended();
            if (last) {
                entry.reader.close();
            }
        } catch (IOException e) {
            slice.begin();
            entry.fail();
            closeAfter(e, entry.reader);
            job.reportMissing(entry.source, e);
        }
        large = last ? null : entry;
        return new Portion(sequence++, entry, last, before);
    }

    private static void closeAfter(IOException failure, SliceReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Hands out nothing any more, because the run has failed. */
    void abandon() {
        abandoned = true;
    }

    /** Closes the content that is being read, if any. */
    @Override
    public synchronized void close() throws IOException {
        if (large != null) {
            large.reader.close();
        }
    }
}
