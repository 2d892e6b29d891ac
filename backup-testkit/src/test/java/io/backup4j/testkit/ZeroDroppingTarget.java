package io.backup4j.testkit;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.ContentSink;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Takes a run of zeros for nothing. */
record ZeroDroppingTarget(MemoryTarget memory) implements RestoreTarget {
    @Override
    public String location() {
        return memory.location();
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {
        memory.plan(entries, actions);
    }

    @Override
    public boolean isEmpty() {
        return memory.isEmpty();
    }

    @Override
    public RestoreSession open(CancelSignal cancel) {
        RestoreSession session = memory.open(cancel);
        return new RestoreSession() {
            @Override
            public void restore(Entry entry, EntryContent content) throws IOException {
                Sink sink = new Sink();
                content.writeTo(sink);
                session.restore(entry, BytesContent.of(sink.bytes.toByteArray()));
            }

            @Override
            public List<EntryIssue> finish() throws IOException {
                return session.finish();
            }

            @Override
            public void close() throws IOException {
                session.close();
            }
        };
    }

    private static final class Sink implements ContentSink {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes.write(buffer, offset, length);
        }

        @Override
        public void zeros(long length) {}
    }
}
