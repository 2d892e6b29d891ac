package io.backup4j.core;

import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.Granularity;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A source that passes a moment before whatever it is asked. */
final class WatchedSource implements BackupSource {
    private final BackupSource source;
    private final Moments moments;

    WatchedSource(BackupSource source, Moments moments) {
        this.source = source;
        this.moments = moments;
    }

    @Override
    public String type() {
        return source.type();
    }

    @Override
    public String location() {
        return source.location();
    }

    @Override
    public SourceSnapshot open(SourceContext context) throws IOException {
        moments.pass();
        return new Snapshot(source.open(context));
    }

    private final class Snapshot implements SourceSnapshot {
        private final SourceSnapshot snapshot;

        Snapshot(SourceSnapshot snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public @Nullable SourceEntry next() throws IOException {
            moments.pass();
            SourceEntry next = snapshot.next();
            return next == null ? null : new WatchedEntry(next);
        }

        @Override
        public void committed(RestorePointId point) throws IOException {
            moments.pass();
            snapshot.committed(point);
        }

        @Override
        public void close() throws IOException {
            moments.pass();
            snapshot.close();
        }
    }

    private final class WatchedEntry implements SourceEntry {
        private final SourceEntry source;

        WatchedEntry(SourceEntry source) {
            this.source = source;
        }

        @Override
        public Entry entry() {
            return source.entry();
        }

        @Override
        public ByteString stamp() {
            return source.stamp();
        }

        @Override
        public Granularity granularity() {
            return source.granularity();
        }

        @Override
        public InputStream open() throws IOException {
            moments.pass();
            return new FilterInputStream(source.open()) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    moments.pass();
                    return super.read(buffer, offset, length);
                }
            };
        }
    }
}
