package io.backup4j.cli;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.ContentSink;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Keeps nothing and compares what comes with what {@link GeneratedSource} gives. */
final class ComparingTarget implements RestoreTarget {
    @Override
    public String location() {
        return "nowhere";
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {}

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public int concurrency() {
        return 2;
    }

    @Override
    public RestoreSession open(CancelSignal cancel) {
        return new RestoreSession() {
            @Override
            public void restore(Entry entry, EntryContent content) throws IOException {
                try (InputStream expected = GeneratedSource.content(entry)) {
                    content.writeTo(new Comparison(entry, expected));
                    if (expected.read() >= 0) {
                        throw new IOException(entry.path() + " is too short");
                    }
                }
            }

            @Override
            public List<EntryIssue> finish() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }

    private record Comparison(Entry entry, InputStream expected) implements ContentSink {
        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            if (!Arrays.equals(expected.readNBytes(length), 0, length, buffer, offset, offset + length)) {
                throw new IOException(entry.path() + " has other bytes than it had");
            }
        }
    }
}
