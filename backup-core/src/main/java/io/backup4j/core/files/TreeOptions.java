package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import io.backup4j.core.internal.glob.Glob;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is taken of a tree. Immutable.
 *
 * @param includes what is taken, with all below; empty means all
 * @param excludes what is left out, with all below; stronger than {@code includes}
 * @param oneFileSystem whether what is mounted below the root is left out
 * @param sqliteFiles whether files are taken that look like SQLite databases
 */
record TreeOptions(List<Glob> includes, List<Glob> excludes, boolean oneFileSystem, boolean sqliteFiles) {
    static final TreeOptions DEFAULT = new TreeOptions(List.of(), List.of(), false, false);

    TreeOptions including(List<String> globs) {
        return new TreeOptions(joined(includes, globs), excludes, oneFileSystem, sqliteFiles);
    }

    TreeOptions excluding(List<String> globs) {
        return new TreeOptions(includes, joined(excludes, globs), oneFileSystem, sqliteFiles);
    }

    TreeOptions onOneFileSystem() {
        return new TreeOptions(includes, excludes, true, sqliteFiles);
    }

    TreeOptions withSqliteFiles() {
        return new TreeOptions(includes, excludes, oneFileSystem, true);
    }

    boolean excludes(EntryPath path) {
        return anyMatches(excludes, path);
    }

    boolean includes(EntryPath path) {
        return includes.isEmpty() || anyMatches(includes, path);
    }

    /** Returns whether something below a directory may be included that is not included itself. */
    boolean mayIncludeBelow(EntryPath directory) {
        String text = directory.toString();
        return includes.stream().anyMatch(glob -> glob.mayMatchBelow(text));
    }

    /** Returns whether a directory that is not included itself is named as where something included lies. */
    boolean asksFor(EntryPath directory) {
        String text = directory.toString();
        return includes.stream().anyMatch(glob -> glob.leadsInto(text));
    }

    /** Written as a loop, because it runs for every entry and there are mostly no globs. */
    private static boolean anyMatches(List<Glob> globs, EntryPath path) {
        if (globs.isEmpty()) {
            return false;
        }
        String text = path.toString();
        for (Glob glob : globs) {
            if (glob.matches(text)) {
                return true;
            }
        }
        return false;
    }

    private static List<Glob> joined(List<Glob> before, List<String> more) {
        return Stream.concat(before.stream(), more.stream().map(Glob::anywhere)).toList();
    }
}
