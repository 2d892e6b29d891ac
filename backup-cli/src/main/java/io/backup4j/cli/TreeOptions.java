package io.backup4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is taken of file trees.
 *
 * @param includes globs of what is taken; empty means all
 * @param excludes globs of what is left out
 * @param oneFileSystem whether other file systems mounted inside are left out
 * @param sqliteFiles whether files are taken that look like SQLite databases
 * @param repository the directory of the repository, which is left out; null when it is in none
 */
record TreeOptions(
        List<String> includes,
        List<String> excludes,
        boolean oneFileSystem,
        boolean sqliteFiles,
        @Nullable Path repository) {
    /** Takes all but the repository. */
    static TreeOptions all(@Nullable Path repository) {
        return new TreeOptions(List.of(), List.of(), false, false, repository);
    }
}
