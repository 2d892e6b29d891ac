package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.util.List;

/**
 * The names in a directory.
 *
 * @param directory where it stands in the component
 * @param names in their order
 * @param sqlite which of them belong to SQLite databases
 * @param isIncluded whether all of them are wanted because the directory is
 */
record Listing(EntryPath directory, List<FileName> names, SqliteFiles sqlite, boolean isIncluded) {
    /** Returns some of the names. */
    Listing piece(int from, int to) {
        return new Listing(directory, names.subList(from, to), sqlite, isIncluded);
    }

    /** Returns where the first of the names stands in the component. */
    EntryPath first() {
        return names.get(0).in(directory);
    }
}
