package io.backup4j.core.internal.backup;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.internal.chunk.Chunker;
import io.backup4j.core.internal.format.Sha256;
import io.backup4j.core.internal.run.RunControl;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What everybody who works on one component shares. Safe for use by several threads. */
final class ComponentJob implements SourceContext {
    private final String component;
    private final RunControl control;
    private final Supplier<Chunker> chunkers;
    private final boolean keepsDigests;
    private final Counts counts;
    private final Known known;
    private final Set<EntryPath> missing = ConcurrentHashMap.newKeySet();

    ComponentJob(
            String component,
            RunControl control,
            Supplier<Chunker> chunkers,
            BackupRequest request,
            Counts counts,
            Known known) {
        this.component = component;
        this.control = control;
        this.chunkers = chunkers;
        this.keepsDigests = request.keepsEntryDigests();
        this.counts = counts;
        this.known = known;
    }

    /** Tells the stamps that the backup before holds. */
    interface Known {
        /** Returns the stamp of an entry, empty when there is none. */
        ByteString stamp(EntryPath path);
    }

    /** What a run counts over all its components. */
    static final class Counts {
        final LongAdder entriesRead = new LongAdder();
        final LongAdder bytesRead = new LongAdder();
        final LongAdder bytesAdded = new LongAdder();
    }

    RunControl control() {
        return control;
    }

    Counts counts() {
        return counts;
    }

    /** Makes a chunker, for one thread. */
    Chunker newChunker() {
        return chunkers.get();
    }

    /** Makes a digest of whole entries, for one thread; null when none is wanted. */
    @Nullable
    MessageDigest newDigest() {
        return keepsDigests ? Sha256.newDigest() : null;
    }

    /** Opens an entry that is handed out in slices. */
    SliceReader largeReader(SourceEntry source, boolean isPaged) throws IOException {
        return new SliceReader(source, isPaged ? Chunker.pages() : chunkers.get(), newDigest(), false);
    }

    /** Reports that an entry could not be read. */
    void reportMissing(SourceEntry source, IOException e) {
        String found = e.getMessage() == null ? e.getClass().getSimpleName() : e.toString();
        missing.add(source.entry().path());
        report(EntryIssue.of(source.entry().path(), Severity.MISSING, "Could not read it: " + found));
    }

    /** Returns whether an entry is another name of a file that could not be read; asked when that has been tried. */
    boolean hasLostItsFile(Entry entry) {
        return entry.kind() == EntryKind.HARD_LINK && missing.contains(fileOf(entry));
    }

    /** Reports that an entry is missing because the file that it is another name of is. */
    void reportLinkToMissing(Entry hardLink) {
        report(EntryIssue.of(
                hardLink.path(),
                Severity.MISSING,
                "It is another name of " + fileOf(hardLink) + ", which could not be read"));
    }

    private static EntryPath fileOf(Entry hardLink) {
        return EntryPath.ofBytes(Objects.requireNonNull(hardLink.link()).toByteArray());
    }

    /** Asks the source how the reading went, passes on what it says, and returns the stamp to keep: none after trouble. */
    ByteString stampAfterRead(SourceEntry source, long bytesRead) throws IOException {
        String trouble = source.afterRead(bytesRead);
        if (!trouble.isEmpty()) {
            report(EntryIssue.of(source.entry().path(), Severity.WARNING, trouble));
            return ByteString.empty();
        }
        return source.stamp();
    }

    @Override
    public Instant startedAt() {
        return control.startedAt();
    }

    @Override
    public void report(EntryIssue issue) {
        control.report(issue.in(component));
    }

    @Override
    public boolean isCancelled() {
        return control.isCancelled();
    }

    @Override
    public void onCancel(Runnable action) {
        control.onCancel(action);
    }

    @Override
    public boolean isKnown(EntryPath path, ByteString stamp) {
        return !stamp.isEmpty() && stamp.equals(known.stamp(path));
    }
}
