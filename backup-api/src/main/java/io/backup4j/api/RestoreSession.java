package io.backup4j.api;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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
     * Returns what this restore will replace, as a source: the engine makes a restore point of it first, by which the
     * restore can be taken back. Asked before the stage from which on the target changes (see {@link RestoreTarget#changingStage()}), or else
     * after the last entry; at most once, and not at all when nobody wants that point. The source is told through {@link
     * SourceSnapshot#committed} when the point is durable. From here on a target may hold the application off its data.
     *
     * <p>The default is empty: nothing is replaced, or this target has no way to say what. A target that keeps what was
     * there by other means can return a source of what finds it again.
     *
     * @throws IOException when the restore cannot be completed anyway, for instance because content was damaged
     */
    default Optional<BackupSource> replaced() throws IOException {
        return Optional.empty();
    }

    /**
     * Completes the restore after the last entry: validates, switches, sets times of directories, deletes what was
     * planned to go.
     *
     * @return trouble with single entries that did not end the restore, for instance an owner that could not be set
     * @throws IOException when the target could not be completed. A target that returned something from {@link
     *     #replaced()} is then as it was before; when that is not certain, it throws {@link OutcomeUnknownException}
     */
    List<EntryIssue> finish() throws IOException;

    /** Releases everything. Without {@link #finish()} before it, the restore is given up. */
    @Override
    void close() throws IOException;
}
