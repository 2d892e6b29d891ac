package io.backup4j.api;

import java.time.Instant;

/** What a source may know and tell while it is being read. Safe for use by several threads. */
public interface SourceContext extends CancelSignal {
    /** Returns when the run began, by the clock of the repository. */
    Instant startedAt();

    /** Reports trouble with a single entry; the run goes on. */
    void report(EntryIssue issue);

    /**
     * Returns whether it is certain that the backup before holds this entry with this stamp, so that its content will not be read; for
     * sources to which making the content ready is dear. Should what it held turn out to be unreadable, it is read
     * nevertheless. False, the default, means: nobody knows.
     *
     * @param stamp what {@link SourceEntry#stamp()} will be, not empty
     */
    default boolean isKnown(EntryPath path, ByteString stamp) {
        return false;
    }
}
