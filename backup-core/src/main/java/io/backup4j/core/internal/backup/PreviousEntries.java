package io.backup4j.core.internal.backup;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryPath;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The manifest of the backup before, walked beside the new one: both are sorted, so neither has to be held. One thread
 * at a time.
 */
final class PreviousEntries {
    private static final Logger LOG = LoggerFactory.getLogger(PreviousEntries.class);

    private @Nullable ManifestCursor cursor;
    private @Nullable ManifestEntry current;

    /** Stands at the beginning; {@code cursor} is null when there was no backup before. */
    PreviousEntries(@Nullable ManifestCursor cursor) {
        this.cursor = cursor;
        advance();
    }

    /** Returns the entry of that path, null when there was none. Paths must be asked for in their order. */
    @Nullable
    ManifestEntry at(EntryPath path) {
        while (current != null) {
            int order = current.entry().path().compareTo(path);
            if (order >= 0) {
                return order == 0 ? current : null;
            }
            advance();
        }
        return null;
    }

    /** A damaged manifest only costs time: what it would have told is read again, and verification reports it. */
    private void advance() {
        try {
            current = cursor == null ? null : cursor.next();
        } catch (CorruptDataException | UnsupportedFormatException e) {
            LOG.debug("The manifest of the previous backup is damaged: everything from here on is read", e);
            current = null;
            cursor = null;
        }
    }
}
