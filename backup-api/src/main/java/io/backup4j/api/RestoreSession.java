package io.backup4j.api;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One restore going on.
 *
 * <p>{@link #restore} is called by as many threads as {@link RestoreTarget#concurrency()} allows, everything else by
 * one.
 */
public interface RestoreSession extends Closeable {
    /**
     * Restores one entry.
     *
     * @param entry what it is
     * @param content its content, empty for everything that is not a {@link EntryKind#FILE}
     * @throws IOException when it cannot be written; the engine records it and goes on with the next entry
     */
    void restore(Entry entry, EntryContent content) throws IOException;

    /**
     * Completes the restore after the last entry: validates, switches, sets times of directories, deletes what was
     * planned to go.
     *
     * @return trouble with single entries that did not end the restore, for instance an owner that could not be set
     * @throws IOException when the target could not be completed
     */
    List<EntryIssue> finish() throws IOException;

    /** Releases everything. Without {@link #finish()} before it, the restore is given up. */
    @Override
    void close() throws IOException;
}
