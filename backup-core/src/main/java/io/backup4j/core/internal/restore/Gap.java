package io.backup4j.core.internal.restore;

import io.backup4j.api.EntryPath;
import org.jspecify.annotations.Nullable;

/**
 * The paths between two that are not known to be neighbours.
 *
 * @param after the path before the first of them; null when there is none
 * @param last the last of them; null when all that follow are meant
 */
record Gap(@Nullable EntryPath after, @Nullable EntryPath last) {
    boolean contains(EntryPath path) {
        return (after == null || path.compareTo(after) > 0) && (last == null || path.compareTo(last) <= 0);
    }

    /** Returns whether a path, one above it or one below it may be among them. */
    boolean touches(EntryPath path) {
        if (after != null && after.startsWith(path)) {
            return true;
        }
        for (EntryPath above = path; !above.isRoot(); above = above.parent()) {
            if (contains(above)) {
                return true;
            }
        }
        return contains(EntryPath.root());
    }
}
