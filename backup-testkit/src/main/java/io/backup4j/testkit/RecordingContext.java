package io.backup4j.testkit;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a source is given in a test: remembers what it reports, and is cancelled on demand. Safe for several threads. */
public final class RecordingContext implements SourceContext {
    private final Instant startedAt;
    private final List<EntryIssue> issues = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final Map<EntryPath, ByteString> known = new ConcurrentHashMap<>();
    private volatile boolean cancelled;

    /** Creates the context of a run that begins now. */
    public RecordingContext(Clock clock) {
        this.startedAt = clock.instant();
    }

    /** Cancels the run. */
    public void cancel() {
        cancelled = true;
        for (Runnable action = waiting.poll(); action != null; action = waiting.poll()) {
            action.run();
        }
    }

    /** Makes it know an entry from the backup before. */
    public void know(EntryPath path, ByteString stamp) {
        known.put(path, stamp);
    }

    /** Returns what was reported so far. */
    public List<EntryIssue> issues() {
        return List.copyOf(issues);
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public void report(EntryIssue issue) {
        issues.add(issue);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        waiting.add(action);
        if (cancelled) {
            cancel();
        }
    }

    @Override
    public boolean isKnown(EntryPath path, ByteString stamp) {
        return stamp.equals(known.getOrDefault(path, ByteString.empty()));
    }
}
