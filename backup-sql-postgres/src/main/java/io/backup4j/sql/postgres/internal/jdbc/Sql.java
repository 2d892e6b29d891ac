package io.backup4j.sql.postgres.internal.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Statements, in short. */
public final class Sql {
    /** The connection has gone, or another one on which it depended. */
    public static final String CONNECTION_FAILURE = "08006";

    private static final String STANDBY =
            " a standby that had to drop rows that were still being read: read from its primary, or let it keep them"
                    + " (hot_standby_feedback) or wait longer (max_standby_streaming_delay)";
    private static final Map<String, String> ADVICE = Map.of(
            "40001",
            ". This is" + STANDBY,
            CONNECTION_FAILURE,
            ". The network, an administrator or a time limit has ended the connection, or" + STANDBY,
            "53100",
            ". Make room on the disk of the server");

    private Sql() {}

    /** Makes a value of the row that the cursor stands on. */
    @FunctionalInterface
    public interface Row<T> {
        /** Reads the row. */
        T read(ResultSet row) throws SQLException;
    }

    /** Runs statements, one or many, as they are: nothing in them is replaced. */
    public static void run(Connection connection, String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(statements);
        }
    }

    /** Returns the rows of a query. */
    public static <T> List<T> list(Connection connection, String query, Row<T> row, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return read(statement, row);
        }
    }

    /** Returns the rows of a query without parameters, in which a question mark is an operator. */
    public static <T> List<T> listPlain(Connection connection, String query, Row<T> row) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(query)) {
                while (result.next()) {
                    rows.add(row.read(result));
                }
            }
        }
        return rows;
    }

    private static <T> List<T> read(PreparedStatement statement, Row<T> row) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(row.read(result));
            }
        }
        return rows;
    }

    /** Returns the first column of the first row. */
    public static Optional<String> text(Connection connection, String query, Object... parameters) throws SQLException {
        return list(connection, query, row -> Optional.ofNullable(row.getString(1)), parameters).stream()
                .findFirst()
                .flatMap(value -> value);
    }

    /** Returns the first column of all rows. */
    public static List<String> texts(Connection connection, String query, Object... parameters) throws SQLException {
        return list(connection, query, row -> row.getString(1), parameters);
    }

    /** Returns a name in quotes, as it stands in statements. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Returns the name of something in a schema. */
    public static String quote(String schema, String name) {
        return quote(schema) + '.' + quote(name);
    }

    /** Returns a text in quotes, as it stands in statements. */
    public static String literal(String text) {
        String quoted = '\'' + text.replace("'", "''").replace("\\", "\\\\") + '\'';
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted;
    }

    /** Ends the statement that is running on a connection, from another thread. */
    public static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // It cannot be reached any more, so it does nothing any more.
        }
    }

    /** Ends a session at once, from another thread and whatever it is doing: also one that waits for a reader who never comes. */
    public static void end(Connection connection) {
        cancel(connection);
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It has ended already.
        }
    }

    /** Returns what a failed statement is told as: what was being done, what the server said, and what to do where that is known. */
    public static IOException failure(String doing, SQLException e) {
        String state = e.getSQLState() == null ? "" : " (SQLSTATE " + e.getSQLState() + ')';
        String advice = ADVICE.getOrDefault(String.valueOf(e.getSQLState()), "");
        return new IOException(doing + ": " + String.valueOf(e.getMessage()).strip() + state + advice, e);
    }
}
