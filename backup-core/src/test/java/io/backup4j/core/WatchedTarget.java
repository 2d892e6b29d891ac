package io.backup4j.core;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.ContentSink;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryKind;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A target that keeps nothing and passes a moment before each entry and each piece of content. */
final class WatchedTarget implements RestoreTarget {
    private final Moments moments;
    private final int concurrency;
    private final AtomicLong pieces = new AtomicLong();

    WatchedTarget(Moments moments, int concurrency) {
        this.moments = moments;
        this.concurrency = concurrency;
    }

    /** Returns how many pieces of content have come. */
    long pieces() {
        return pieces.get();
    }

    @Override
    public String location() {
        return "watched";
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {
        moments.pass();
        entries.forEach(entry ->
                actions.accept(new PlannedAction(entry.path(), PlannedAction.Action.CREATE, entry.size(), "")));
        moments.pass();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public RestoreSession open(CancelSignal cancel) {
        moments.pass();
        return new Session();
    }

    private final class Session implements RestoreSession {
        @Override
        public void restore(Entry entry, EntryContent content) throws IOException {
            moments.pass();
            if (entry.kind() == EntryKind.FILE) {
                content.writeTo(new Sink());
            }
        }

        @Override
        public List<EntryIssue> finish() {
            moments.pass();
            return List.of();
        }

        @Override
        public void close() {
            moments.pass();
        }
    }

    private final class Sink implements ContentSink {
        @Override
        public void write(byte[] buffer, int offset, int length) {
            pieces.incrementAndGet();
            moments.pass();
        }
    }
}
