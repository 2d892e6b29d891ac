package io.backup4j.core.internal.restore;

import io.backup4j.api.EntryPath;
import io.backup4j.core.Selection;
import io.backup4j.core.internal.glob.Glob;
import java.util.List;

/** Decides which paths a selection means. Safe for use by several threads. */
final class PathFilter {
    private final List<EntryPath> paths;
    private final List<Glob> globs;

    PathFilter(Selection selection) {
        this.paths = selection.paths();
        this.globs = selection.globs().stream().map(Glob::anywhere).toList();
    }

    /** Returns whether everything is meant. */
    boolean isOpen() {
        return paths.isEmpty() && globs.isEmpty();
    }

    /** Returns whether the entry is meant, by itself or because of a directory above it. */
    boolean matches(EntryPath path) {
        return isOpen()
                || paths.stream().anyMatch(path::startsWith)
                || !globs.isEmpty() && matchesGlob(path.toString());
    }

    /** Returns whether something in a gap may be meant, or stand above what is. */
    boolean mayMatchIn(Gap gap) {
        return isOpen() || !globs.isEmpty() || paths.stream().anyMatch(gap::touches);
    }

    private boolean matchesGlob(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            if (anyGlob(path.substring(0, end))) {
                return true;
            }
        }
        return anyGlob(path);
    }

    private boolean anyGlob(String path) {
        return globs.stream().anyMatch(glob -> glob.matches(path));
    }
}
