package io.backup4j.sql.sqlite;

import java.nio.file.Path;

/** The files that belong to a database and lie beside it. */
enum Sidecar {
    /** Commits that are not in the database file yet. Nothing ties it to its database: beside another one it is believed too. */
    WAL("-wal"),
    /** Where readers and writers agree about the log. */
    SHM("-shm"),
    /** What undoes a commit that broke off. */
    JOURNAL("-journal");

    private final String ending;

    Sidecar(String ending) {
        this.ending = ending;
    }

    /** Returns the sidecar of a database. */
    Path of(Path database) {
        return database.resolveSibling(database.getFileName() + ending);
    }
}
