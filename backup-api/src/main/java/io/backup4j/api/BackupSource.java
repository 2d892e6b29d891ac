package io.backup4j.api;

import java.io.IOException;

/**
 * Something that can be backed up: a tree of files, a database, the output of a program.
 *
 * <p>Implementations are immutable and may be used by several runs at once, unless they say otherwise.
 */
public interface BackupSource {
    /** Returns what kind of source this is, a short lower case word such as {@code files} or {@code sqlite}. */
    String type();

    /** Returns where the data lies, for people and for finding the previous backup of the same data; no secrets. */
    String location();

    /**
     * Opens one consistent view.
     *
     * @throws IOException when the source does not exist, is not what it should be, or refuses; the run then fails
     *     before anything is stored
     */
    SourceSnapshot open(SourceContext context) throws IOException;
}
