package io.backup4j.api;

import java.time.Instant;

/** What a source may know and tell while it is being read. Safe for use by several threads. */
public interface SourceContext extends CancelSignal {
    /** Returns when the run began, by the clock of the repository. */
    Instant startedAt();

    /** Reports trouble with a single entry; the run goes on. */
    void report(EntryIssue issue);
}
