package io.backup4j.api;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One consistent view of a source.
 *
 * <p>{@link #next()}, {@link #properties()}, {@link #committed} and {@link #close()} are called by one thread at a
 * time, not always the same; entries that were handed out may be read meanwhile.
 */
public interface SourceSnapshot extends Closeable {
    /**
     * Returns the next entry, in the order of {@link EntryPath}, each path once; null after the last.
     *
     * @throws IOException when the walk cannot go on; the run then fails. Trouble with a single entry is told to
     *     {@link SourceContext#report} instead
     */
    @Nullable
    SourceEntry next() throws IOException;

    /**
     * Returns what else is worth keeping of the source, for instance server version and encoding; asked after the last
     * entry. No secrets.
     */
    default Map<String, String> properties() {
        return Map.of();
    }

    /**
     * Tells that the restore point is durable, so that the source may release or truncate what it held for it.
     *
     * @throws IOException when that fails; the restore point stays good and the trouble is reported
     */
    default void committed(RestorePointId point) throws IOException {}

    /** Releases everything, whether the run was committed or not. Calling it again does nothing. */
    @Override
    void close() throws IOException;
}
