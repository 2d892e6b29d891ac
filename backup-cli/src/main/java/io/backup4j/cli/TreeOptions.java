package io.backup4j.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * What is taken of file trees.
 *
 * @param includes globs of what is taken; empty means all
 * @param excludes globs of what is left out
 * @param oneFileSystem whether other file systems mounted inside are left out
 * @param sqliteFiles whether files are taken that look like SQLite databases
 * @param repositories the directories of the repository and its replicas, which are left out
 */
record TreeOptions(
        List<String> includes,
        List<String> excludes,
        boolean oneFileSystem,
        boolean sqliteFiles,
        List<Path> repositories) {
    /** Takes all but the repositories. */
    static TreeOptions all(List<Path> repositories) {
        return new TreeOptions(List.of(), List.of(), false, false, repositories);
    }
}
