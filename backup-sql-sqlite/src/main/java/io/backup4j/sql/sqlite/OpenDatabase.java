package io.backup4j.sql.sqlite;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** A live database through a connection. One thread at a time. */
final class OpenDatabase implements Closeable {
    /** All pages in one step: a copy in several steps begins anew whenever somebody else commits. */
    private static final int ALL_PAGES = -1;

    private static final int RETRY_MILLIS = 50;

    private final String location;
    private final Connection connection;
    private final boolean closes;
    private final int busyMillis;
    private final String busyMillisBefore;
    private boolean isPinned;

    private OpenDatabase(
            String location, Connection connection, boolean closes, int busyMillis, String busyMillisBefore) {
        this.location = location;
        this.connection = connection;
        this.closes = closes;
        this.busyMillis = busyMillis;
        this.busyMillisBefore = busyMillisBefore;
    }

    /**
     * Opens a database.
     *
     * @param closes whether the connection is ours to close
     * @param busyMillis how long to wait for locks of others
     */
    static OpenDatabase of(String location, Database.Opener opener, boolean closes, int busyMillis) throws IOException {
        try {
            Connection connection = opener.get();
            try {
                requireAutocommit(connection);
                String before = Sql.text(connection, "pragma busy_timeout");
                if (closes) {
                    Sql.execute(connection, "pragma busy_timeout=" + busyMillis);
                }
                return new OpenDatabase(location, connection, closes, busyMillis, before);
            } catch (SQLException | RuntimeException | Error e) {
                if (closes) {
                    closeAfter(e, connection);
                }
                throw e;
            }
        } catch (SQLException e) {
            throw failed("open", location, e);
        }
    }

    /** Otherwise the driver begins a transaction with whatever is asked first, and leaves it to the application to end it. */
    private static void requireAutocommit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new SQLException("its connection has autocommit off; turn autocommit on");
        }
    }

    private static void closeAfter(Throwable failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Fixes what this connection sees until {@link #unpin()}, so that numbers, copy and file belong to one moment. A
     * connection of the application's may be in a transaction of its own and is left alone.
     */
    void pin() throws IOException {
        if (closes) {
            execute("begin");
            isPinned = true;
        }
        objects();
    }

    /** Ends {@link #pin()}. */
    void unpin() throws IOException {
        if (isPinned) {
            isPinned = false;
            execute("rollback");
        }
    }

    /** Returns whether the transaction of {@link #pin()} holds. */
    boolean isPinned() {
        return isPinned;
    }

    /** Returns the size of the database. One without any table may have no page yet; its copy has the first. */
    DatabaseHeader header() throws IOException {
        long pages = Math.max(1, Long.parseLong(pragma("page_count")));
        return new DatabaseHeader(Integer.parseInt(pragma("page_size")), pages);
    }

    /** Returns a pragma's value. */
    String pragma(String name) throws IOException {
        try {
            return Sql.text(connection, "pragma main." + name);
        } catch (SQLException e) {
            throw failed("ask about", location, e);
        }
    }

    /** Returns how many tables, indexes, views and triggers there are. */
    long objects() throws IOException {
        try {
            return Long.parseLong(Sql.text(connection, "select count(*) from sqlite_schema"));
        } catch (SQLException e) {
            throw failed("read", location, e);
        }
    }

    private void execute(String sql) throws IOException {
        try {
            Sql.execute(connection, sql);
        } catch (SQLException e) {
            throw failed("use", location, e);
        }
    }

    /** Returns what is worth keeping of the database beside its pages. */
    Map<String, String> properties() throws IOException {
        Map<String, String> properties = new TreeMap<>();
        properties.put("applicationId", pragma("application_id"));
        properties.put("userVersion", pragma("user_version"));
        properties.put("pageSize", pragma("page_size"));
        properties.put("encoding", pragma("encoding"));
        properties.put("journalMode", pragma("journal_mode"));
        return properties;
    }

    /** Copies all pages into a file, as they are at one moment. The driver returns the result instead of throwing it. */
    void copyTo(Path file) throws IOException {
        transfer("copy", db -> db.backup("main", file.toString(), null, RETRY_MILLIS, retries(), ALL_PAGES));
    }

    /**
     * Replaces all pages by those of a file, in one transaction. <b>Returns normally also when nothing was replaced</b>, as SQLite and
     * the driver do not tell: compare afterwards.
     */
    void replaceBy(Path file) throws IOException {
        transfer("replace", db -> db.restore("main", file.toString(), null, RETRY_MILLIS, retries(), ALL_PAGES));
    }

    private int retries() {
        return Math.max(1, busyMillis / RETRY_MILLIS);
    }

    private void transfer(String what, Transfer transfer) throws IOException {
        int code;
        try {
            code = transfer.run(connection.unwrap(SQLiteConnection.class).getDatabase());
        } catch (SQLException e) {
            throw failed(what, location, e);
        }
        if (code != 0) {
            throw new IOException("Could not " + what + " the SQLite database " + location + ": " + meaning(code));
        }
    }

    private static String meaning(int code) {
        return switch (code) {
            case Sql.ERROR -> "this connection is in the midst of a transaction or a query; end that and try again";
            case Sql.BUSY ->
                "another connection has it locked, or this one is in a transaction; end that and try again";
            case Sql.FULL -> "the disk is full, or the database has reached its largest size";
            default -> "SQLite answered " + code;
        };
    }

    private static IOException failed(String what, String location, SQLException e) {
        String advice = e.getErrorCode() == Sql.NOT_A_DATABASE
                ? "it is not a SQLite database, or an encrypted one"
                : String.valueOf(e.getMessage());
        return new IOException("Could not " + what + " the SQLite database " + location + ": " + advice, e);
    }

    private interface Transfer {
        int run(DB db) throws SQLException;
    }

    /** Gives the connection back as it came: a pool may hand it out again without a look at it. */
    @Override
    public void close() throws IOException {
        if (closes) {
            try (connection) {
                unpin();
                execute("pragma busy_timeout=" + busyMillisBefore);
            } catch (SQLException e) {
                throw failed("close", location, e);
            }
        }
    }
}
