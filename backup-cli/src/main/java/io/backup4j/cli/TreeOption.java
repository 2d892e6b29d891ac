package io.backup4j.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What is taken of file trees, on the command line. */
final class TreeOption {
    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            order = 10,
            description = "Leave out what matches, for instance '*.tmp'; repeatable.")
    private List<String> excludes = List.of();

    @Option(names = "--include", paramLabel = "GLOB", order = 11, description = "Take only what matches; repeatable.")
    private List<String> includes = List.of();

    @Option(
            names = "--one-file-system",
            order = 12,
            description = "Leave out other file systems that are mounted inside.")
    private boolean oneFileSystem;

    @Option(
            names = "--sqlite-files",
            order = 13,
            description = "Take files that look like SQLite databases too. A copy of one in use can be torn.")
    private boolean sqliteFiles;

    /** Returns what was said. */
    TreeOptions chosen(List<Path> repositories) {
        return new TreeOptions(includes, excludes, oneFileSystem, sqliteFiles, repositories);
    }
}
