package io.backup4j.core.files;

import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.ContentSink;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryKind;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Restores straight from a source, in the order that the engine promises: hard links last. */
final class Bridge {
    private Bridge() {}

    static List<SourceEntry> entries(BackupSource source, RecordingContext context) throws IOException {
        List<SourceEntry> entries = new ArrayList<>();
        try (SourceSnapshot snapshot = source.open(context)) {
            for (SourceEntry entry = snapshot.next(); entry != null; entry = snapshot.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    static List<SourceEntry> entries(BackupSource source) throws IOException {
        return entries(source, new RecordingContext(Clock.systemUTC()));
    }

    /** Restores and returns what was reported at the end. */
    static List<EntryIssue> copy(BackupSource source, RestoreTarget target) throws IOException {
        List<SourceEntry> entries = entries(source);
        try (RestoreSession session = target.open(CancelSignal.never())) {
            for (SourceEntry entry : entries) {
                if (entry.entry().kind() != EntryKind.HARD_LINK) {
                    session.restore(entry.describe(), new FromSource(entry));
                }
            }
            for (SourceEntry entry : entries) {
                if (entry.entry().kind() == EntryKind.HARD_LINK) {
                    session.restore(entry.describe(), new FromSource(entry));
                }
            }
            return session.finish();
        }
    }

    /** Content read from the source again, with blocks of zeros told as such. */
    private record FromSource(SourceEntry entry) implements EntryContent {
        private static final int BLOCK = 65_536;
        private static final byte[] ZEROS = new byte[BLOCK];

        @Override
        public long size() {
            return entry.entry().size();
        }

        @Override
        public ByteString sha256() {
            return ByteString.empty();
        }

        @Override
        public void writeTo(ContentSink sink) throws IOException {
            byte[] block = new byte[BLOCK];
            try (InputStream in = open()) {
                for (int length = in.readNBytes(block, 0, BLOCK); length > 0; length = in.readNBytes(block, 0, BLOCK)) {
                    if (Arrays.equals(block, 0, length, ZEROS, 0, length)) {
                        sink.zeros(length);
                    } else {
                        sink.write(block, 0, length);
                    }
                }
            }
        }

        @Override
        public InputStream open() throws IOException {
            return entry.open();
        }
    }
}
