package io.backup4j.api;

import java.time.Instant;

/** What a source may know and tell while it is being read. Safe for use by several threads. */
public interface SourceContext {
    /** Returns when the run began, by the clock of the repository. */
    Instant startedAt();

    /** Reports trouble with a single entry; the run goes on. */
    void report(EntryIssue issue);

    /** Returns whether the run has been cancelled; a source that waits for something asks this from time to time. */
    boolean isCancelled();
}
