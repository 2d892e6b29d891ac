package io.backup4j.sql.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;

/** Small calls to SQLite. */
final class Sql {
    /** What SQLite answers when something cannot be done at all. */
    static final int ERROR = 1;

    /** What SQLite answers when nothing more can be written. */
    static final int FULL = 13;

    /** What SQLite answers when something is locked by another connection. */
    static final int BUSY = 5;

    /** What SQLite answers when a database is damaged. */
    static final int CORRUPT = 11;

    /** What SQLite answers when a file is not a database, or an encrypted one. */
    static final int NOT_A_DATABASE = 26;

    private Sql() {}

    /**
     * Opens a database file.
     *
     * @param parameters of SQLite's file URI, for instance {@code mode=rw}
     */
    static Connection connect(Path file, String parameters) throws SQLException {
        requireLibrary();
        return JDBC.createConnection("jdbc:sqlite:" + uri(file) + "?" + parameters, new Properties());
    }

    /** The driver says why it cannot load its library in a cause only, and at the second attempt not at all. */
    private static void requireLibrary() throws SQLException {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            String folder = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
            throw new SQLException(
                    "the native library of SQLite, which is unpacked into " + folder + ", cannot be loaded; let"
                            + " -Dorg.sqlite.tmpdir=... name a directory in which this process may write and execute",
                    e);
        }
    }

    /** A name may contain what means something in a URI or to the driver. */
    private static String uri(Path file) {
        return "file:"
                + file.toAbsolutePath()
                        .toString()
                        .replace("%", "%25")
                        .replace("?", "%3f")
                        .replace("#", "%23");
    }

    /** Runs a statement that gives nothing back. */
    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the first column of the first row. */
    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("No answer to: " + sql);
            }
            return String.valueOf(rows.getString(1));
        }
    }
}
