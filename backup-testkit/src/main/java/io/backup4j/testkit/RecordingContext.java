package io.backup4j.testkit;

import io.backup4j.api.EntryIssue;
import io.backup4j.api.SourceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a source is given in a test: remembers what it reports, and is cancelled on demand. Safe for several threads. */
public final class RecordingContext implements SourceContext {
    private final Instant startedAt;
    private final List<EntryIssue> issues = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    /** Creates the context of a run that begins now. */
    public RecordingContext(Clock clock) {
        this.startedAt = clock.instant();
    }

    /** Cancels the run. */
    public void cancel() {
        cancelled = true;
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
}
