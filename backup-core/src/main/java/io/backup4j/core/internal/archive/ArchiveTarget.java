package io.backup4j.core.internal.archive;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.core.ArchiveFormat;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An archive as the target of a restore: an export is a restore to it. */
public final class ArchiveTarget implements RestoreTarget {
    private final ArchiveFormat format;
    private final OutputStream output;

    /** Writes an archive to {@code output}, which is flushed and not closed. */
    public ArchiveTarget(ArchiveFormat format, OutputStream output) {
        this.format = format;
        this.output = output;
    }

    @Override
    public String location() {
        return "an archive";
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {
        for (Entry entry : entries) {
            actions.accept(new PlannedAction(entry.path(), PlannedAction.Action.CREATE, entry.size(), ""));
        }
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public boolean isClear() {
        return true;
    }

    @Override
    public RestoreSession open(CancelSignal cancel) throws IOException {
        OutputStream kept = new KeptOpen(output);
        return switch (format) {
            case ZIP -> new Session(new ZipWriter(kept));
            case TAR_GZIP -> new Session(TarWriter.gzip(kept));
            case TAR_ZSTD -> new Session(TarWriter.zstd(kept));
        };
    }

    /** What writes the entries of one kind of archive. */
    interface ArchiveWriter {
        void write(Entry entry, EntryContent content) throws IOException;

        /** Completes the archive. */
        void finish() throws IOException;

        /** Releases everything; the archive is worth nothing unless it was finished. */
        void close() throws IOException;
    }

    /** An archive that lacks a part of an entry is worth nothing, so the first failure is the end of it. */
    private static final class Session implements RestoreSession {
        private final ArchiveWriter writer;
        private @Nullable EntryPath broken;
        private @Nullable Exception failure;

        Session(ArchiveWriter writer) {
            this.writer = writer;
        }

        @Override
        public void restore(Entry entry, EntryContent content) throws IOException {
            requireSound();
            broken = entry.path();
            try {
                writer.write(entry, content);
            } catch (IOException | RuntimeException e) {
                failure = e;
                throw e;
            }
            broken = null;
        }

        @Override
        public List<EntryIssue> finish() throws IOException {
            requireSound();
            writer.finish();
            return List.of();
        }

        private void requireSound() throws IOException {
            if (broken != null) {
                String why = failure == null ? "" : ": " + failure.getMessage();
                throw new IOException(
                        "'" + broken + "' could not be written, so the archive is worth nothing" + why, failure);
            }
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /** The libraries close what they write to; this is the application's. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
