package io.backup4j.core;

import io.backup4j.api.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A difference of one entry between two restore points. A hard link has the content of its file: it is modified with it
 * (if the source says, by its times or its stamp, that it is not as it was), and unchanged when a backup lists another
 * name of the file first.
 *
 * @param component name of the component
 * @param kind what happened
 * @param before the entry in the earlier point; null when added
 * @param after the entry in the later point; null when deleted
 */
public record Change(
        String component,
        Kind kind,
        @Nullable Entry before,
        @Nullable Entry after) {
    /** What can happen to an entry. */
    public enum Kind {
        /** It was not there. */
        ADDED,
        /** It has other content. */
        MODIFIED,
        /** It has the same content and other attributes: times, owner, permissions, or another file of which it is a name. */
        ATTRIBUTES,
        /** It is not there any more. */
        DELETED,
        /** It has the same content at another path. */
        MOVED
    }
}
