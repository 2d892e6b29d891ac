package io.backup4j.core.internal.backup;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.SourceEntry;
import io.backup4j.core.internal.backup.PageHistory.Stretch;
import io.backup4j.core.internal.backup.Unit.Batch;
import io.backup4j.core.internal.backup.Unit.Item;
import io.backup4j.core.internal.backup.Unit.Portion;
import io.backup4j.core.internal.chunk.Chunker;
import io.backup4j.core.internal.manifest.Content;
import io.backup4j.core.internal.manifest.ContentBuilder;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import io.backup4j.core.internal.manifest.ManifestWriter;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the threads of a backup: carries unit after unit through cut, hash, index and block. */
final class BackupWorker {
    private final ComponentJob job;
    private final EntryFeed feed;
    private final ManifestAssembler assembler;
    private final ChunkStorer storer;
    private final PageDelta pages;
    private final Chunker chunker;
    private final @Nullable MessageDigest digest;
    private final Slice slice = new Slice();

    BackupWorker(ComponentJob job, EntryFeed feed, ManifestAssembler assembler, ChunkStorer storer) {
        this.job = job;
        this.feed = feed;
        this.assembler = assembler;
        this.storer = storer;
        this.pages = new PageDelta(storer);
        this.chunker = job.newChunker();
        this.digest = job.newDigest();
    }

    /** Works until there is nothing left to do. */
    void run() throws InterruptedException {
        for (Unit unit = feed.next(slice); unit != null; unit = feed.next(slice)) {
            if (unit instanceof Batch batch) {
                List<ManifestEntry> entries = store(batch);
                assembler.deliver(batch.sequence(), manifest -> append(entries, manifest));
            } else if (unit instanceof Portion portion) {
                assembler.deliver(portion.sequence(), store(portion));
            }
        }
        storer.flush();
    }

    private List<ManifestEntry> store(Batch batch) {
        List<ManifestEntry> entries = new ArrayList<>(batch.items().size());
        long bytes = 0;
        for (Item item : batch.items()) {
            ManifestEntry entry = store(item);
            if (entry != null) {
                entries.add(entry);
                bytes += entry.entry().size();
            }
        }
        job.control().done(batch.items().size(), bytes);
        return entries;
    }

    /** Returns null when the entry is missing. */
    private @Nullable ManifestEntry store(Item item) {
        ManifestEntry before = item.unchanged();
        SourceEntry source = item.source();
        try {
            if (before != null && storer.hasAll(before)) {
                return unchanged(source, before);
            }
            return source.entry().kind() == EntryKind.FILE
                    ? read(source)
                    : new ManifestEntry(source.describe(), source.stamp(), Content.none(), null);
        } catch (IOException e) {
            job.reportMissing(source, e);
            return null;
        }
    }

    private static ManifestEntry unchanged(SourceEntry source, ManifestEntry before) throws IOException {
        Entry known = before.entry();
        return source.entry()
                        .withSize(known.size())
                        .withExtended(known.extended())
                        .equals(known)
                ? before
                : new ManifestEntry(
                        source.describe().withSize(known.size()), source.stamp(), before.content(), before.pages());
    }

    private ManifestEntry read(SourceEntry source) throws IOException {
        ContentBuilder content = new ContentBuilder(storer::storeNode);
        SliceReader reader = new SliceReader(source, chunker, digest, true);
        try (reader) {
            do {
                reader.read(slice);
                storeSlice().forEach(content::add);
            } while (!reader.ended());
        }
        Content found = reader.isOneChunk()
                ? new Content.OneChunk(ByteString.of(storer.sha256()))
                : content.finish(reader.sha256());
        return complete(source, reader, found, null);
    }

    private ManifestAssembler.Result store(Portion portion) {
        LargeEntry entry = portion.entry();
        if (!entry.isPaged() || slice.length() == 0) {
            List<Extent> extents = storeSlice();
            return manifest -> append(portion, extents, manifest);
        }
        byte[] digests = pages.digests(slice.bytes, slice.length(), entry.pageSize);
        Stretch before = portion.before();
        List<Extent> extents = before == null
                ? storeSlice()
                : pages.store(slice.bytes, slice.length(), entry.pageSize, digests, before);
        Extent kept = new Extent.Whole(storer.store(digests, 0, digests.length), digests.length);
        return manifest -> {
            entry.digests().add(kept);
            append(portion, extents, manifest);
        };
    }

    /** Called under the assembler's lock, in the order of the batches, when it is known what is missing before them. */
    private void append(List<ManifestEntry> entries, ManifestWriter manifest) {
        for (ManifestEntry entry : entries) {
            if (job.hasLostItsFile(entry.entry())) {
                job.reportLinkToMissing(entry.entry());
            } else {
                manifest.add(entry);
            }
        }
    }

    /** Called under the assembler's lock, in the order of the slices. */
    private void append(Portion portion, List<Extent> extents, ManifestWriter manifest) {
        LargeEntry entry = portion.entry();
        extents.forEach(entry.content::add);
        job.control().done(0, extents.stream().mapToLong(Extent::length).sum());
        if (!portion.last()) {
            return;
        }
        job.control().done(1, 0);
        try {
            if (!entry.hasFailed()) {
                Content content = entry.content.finish(entry.reader.sha256());
                manifest.add(complete(entry.source, entry.reader, content, entry.pageDigests()));
            }
        } catch (IOException e) {
            job.reportMissing(entry.source, e);
        }
    }

    private ManifestEntry complete(
            SourceEntry source, SliceReader reader, Content content, @Nullable PageDigests pageDigests)
            throws IOException {
        // First, because a source may find out by it that its stamp does not hold.
        Entry described = source.describe().withSize(reader.bytesRead());
        ByteString stamp = job.stampAfterRead(source, reader.bytesRead());
        job.counts().entriesRead.increment();
        job.counts().bytesRead.add(reader.bytesRead());
        return new ManifestEntry(described, stamp, content, pageDigests);
    }

    private List<Extent> storeSlice() {
        List<Extent> extents = new ArrayList<>(slice.pieces());
        for (int piece = 0; piece < slice.pieces(); piece++) {
            int length = slice.length(piece);
            extents.add(
                    slice.isZeros(piece)
                            ? new Extent.Zeros(length)
                            : new Extent.Whole(storer.store(slice.bytes, slice.start(piece), length), length));
        }
        return extents;
    }
}
