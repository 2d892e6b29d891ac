package io.backup4j.sql.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

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
     * Requires a database to be sound.
     *
     * @param what names it in messages
     * @throws IOException when it is not a database or a damaged one
     */
    static void require(Path file, String what, Depth depth) throws IOException {
        DatabaseHeader header = header(file, what);
        if (header.bytes() != Files.size(file)) {
            throw new IOException(what + " is damaged: its header tells of " + header.bytes() + " bytes and it has "
                    + Files.size(file));
        }
        String answer = ask(file, what, depth);
        if (!answer.equals("ok")) {
            throw new IOException(what + " is damaged; SQLite's " + depth.pragma + " says: " + answer);
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
    private static String ask(Path file, String what, Depth depth) throws IOException {
        try (Connection connection = Sql.connect(file, "immutable=1")) {
            return Sql.text(connection, "pragma " + depth.pragma + "(1)");
        } catch (SQLException e) {
            throw new IOException(what + " is damaged: " + e.getMessage(), e);
        }
    }
}
