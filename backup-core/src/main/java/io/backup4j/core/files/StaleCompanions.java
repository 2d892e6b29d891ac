package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds journals of SQLite that a restore would leave beside a file that is not theirs: SQLite would write their content
 * into it. Entries come in the order of their paths, so a journal that is restored too comes after its database. Used
 * once, by one thread.
 */
final class StaleCompanions {
    private static final List<String> JOURNALS = List.of("-journal", "-wal");

    /** What is in the way, for people. */
    static final String REASON =
            "A journal of SQLite, which would spoil the file restored beside it: stop what uses the"
                    + " database and move the journal away, or restore the database with a SQLite target";

    private final SortedSet<EntryPath> journals = new TreeSet<>();

    /** Looks beside a file that the restore is going to write. */
    void look(EntryPath path, Path file) throws IOException {
        FileName name = FileName.of(file);
        for (String ending : JOURNALS) {
            FileName journal = name.plus(ending);
            FileStat stat = FileStat.ifPresent(journal.path());
            // An empty journal, or one of something else, is none.
            if (stat != null && stat.isFile() && stat.size() > 0) {
                journals.add(journal.in(path.parent()));
            }
        }
    }

    /** Takes note of a path that is restored too. */
    void restored(EntryPath path) {
        journals.remove(path);
    }

    /** Names those that would stay, in the order of their paths. */
    void forEach(Consumer<? super EntryPath> visitor) {
        journals.forEach(visitor);
    }
}
