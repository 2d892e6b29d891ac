package io.backup4j.sql.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Checks of a database in a file of ours that nobody else has open; leaves the file and its directory as they are. */
final class Soundness {
    private Soundness() {}

    /** How much of a database is looked at. */
    enum Depth {
        /** The structure of all pages, without comparing indexes with their tables. */
        QUICK("quick_check"),
        /** All that SQLite can check. A changed byte inside a row it cannot see; the engine's hashes do. */
        FULL("integrity_check");

        private final String pragma;

        Depth(String pragma) {
            this.pragma = pragma;
        }
    }

    /**
     * Requires a database to be sound. A check that cannot run here, as it needs a function or a collation of the application's, has
     * found no damage.
     *
     * @param what names it in messages
     * @return what to tell of such a check
     * @throws IOException when it is not a database or a damaged one
     */
    static Optional<String> require(Path file, String what, Depth depth) throws IOException {
        DatabaseHeader header = header(file, what);
        if (header.bytes() != Files.size(file)) {
            throw new IOException(what + " is damaged: its header tells of " + header.bytes() + " bytes and it has "
                    + Files.size(file));
        }
        try {
            String answer = ask(file, depth);
            if (!answer.equals("ok")) {
                throw new IOException(what + " is damaged; SQLite's " + depth.pragma + " says: " + answer);
            }
            return Optional.empty();
        } catch (SQLException e) {
            if ((e.getErrorCode() & 0xff) != Sql.ERROR) {
                throw new IOException(what + " is damaged: " + e.getMessage(), e);
            }
            if (depth == Depth.FULL) {
                require(file, what, Depth.QUICK);
            }
            return Optional.of(
                    what + " was not checked by SQLite's " + depth.pragma + ", which could not run: " + e.getMessage());
        }
    }

    private static DatabaseHeader header(Path file, String what) throws IOException {
        try {
            return DatabaseHeader.of(file);
        } catch (IOException e) {
            throw new IOException(what + " is not a SQLite database, or an encrypted one", e);
        }
    }

    /** Opened as immutable, so that a database in WAL mode gets no files beside it. */
    private static String ask(Path file, Depth depth) throws SQLException {
        try (Connection connection = Sql.connect(file, "immutable=1")) {
            return Sql.text(connection, "pragma " + depth.pragma + "(1)");
        }
    }
}
