package io.backup4j.core;

import io.backup4j.api.BackupSource;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A source and a target that wait, as if for another machine, until they are told that the run has been cancelled. */
final class Waiting {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);

    void awaitBegun() throws InterruptedException {
        begun.await();
    }

    /** One file whose content does not come. */
    BackupSource source() {
        return sourceAfter(new MemorySource());
    }

    /** The entries of {@code first} and then a large file whose content does not come. */
    BackupSource sourceAfter(MemorySource first) {
        return new WrappedSource(first, context -> {
            context.onCancel(cancelled::countDown);
            return new Snapshot(first.open(context));
        });
    }

    RestoreTarget target() {
        return new RestoreTarget() {
            @Override
            public String location() {
                return "waiting";
            }

            @Override
            public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {}

            @Override
            public boolean isEmpty() {
                return true;
            }

            @Override
            public RestoreSession open(CancelSignal cancel) {
                cancel.onCancel(cancelled::countDown);
                return new Session();
            }
        };
    }

    private void waitUntilCancelled() throws IOException {
        begun.countDown();
        boolean interrupted = false;
        while (cancelled.getCount() > 0) {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("The wait has been ended");
    }

    private final class Snapshot implements SourceSnapshot {
        private final SourceSnapshot first;
        private boolean ended;

        Snapshot(SourceSnapshot first) {
            this.first = first;
        }

        @Override
        public @Nullable SourceEntry next() throws IOException {
            SourceEntry next = ended ? null : first.next();
            if (next == null && !ended) {
                ended = true;
                return new LastEntry();
            }
            return next;
        }

        @Override
        public void close() {}
    }

    private final class LastEntry implements SourceEntry {
        @Override
        public Entry entry() {
            return Entry.file(EntryPath.of("waiting"), 10 << 20);
        }

        @Override
        public InputStream open() throws IOException {
            waitUntilCancelled();
            return InputStream.nullInputStream();
        }
    }

    private final class Session implements RestoreSession {
        @Override
        public void restore(Entry entry, EntryContent content) throws IOException {
            waitUntilCancelled();
        }

        @Override
        public List<EntryIssue> finish() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
