package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.jdbc.SessionSettings;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The connection that holds the locks and the snapshot.
 *
 * <p>The order is everything: the tables are locked before the snapshot is taken. Otherwise a TRUNCATE between the two would
 * leave a table that looks empty in the snapshot, since TRUNCATE does not wait for snapshots. Tables that appear between the
 * listing and the snapshot begin it all anew.
 */
final class Coordinator {
    private static final int ATTEMPTS = 5;
    private static final int TABLES_A_LOCK = 500;
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String INVALID_SCHEMA = "3F000";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection connection;
    private final List<TableRow> tables;
    private final String snapshot;

    private Coordinator(Connection connection, List<TableRow> tables, String snapshot) {
        this.connection = connection;
        this.tables = tables;
        this.snapshot = snapshot;
    }

    /**
     * Locks and takes the snapshot. The connection is the caller's to release; when this fails it is closed.
     *
     * @throws IOException when a lock is not to be had in time, or tables come and go all the time
     */
    static Coordinator open(Connection connection, ExportOptions options) throws IOException, SQLException {
        boolean isOpen = false;
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                List<TableRow> tables = listed(connection, options);
                if (lock(connection, options, tables)) {
                    String snapshot = Sql.text(connection, "select pg_catalog.pg_export_snapshot()")
                            .orElseThrow();
                    if (TableList.read(connection, options.filter()).equals(tables)) {
                        Lease.mark(connection);
                        isOpen = true;
                        return new Coordinator(connection, tables, snapshot);
                    }
                }
                connection.rollback();
            }
            throw new IOException("Tables are created, changed or dropped all the time: in " + ATTEMPTS
                    + " attempts they were never the same after locking as before. Back up when that has come to rest");
        } finally {
            if (!isOpen) {
                connection.close();
            }
        }
    }

    private static List<TableRow> listed(Connection connection, ExportOptions options)
            throws IOException, SQLException {
        SessionSettings.beginReading(connection, options.lockTimeout());
        List<TableRow> tables = TableList.read(connection, options.filter());
        Rights.require(connection, tables, options);
        connection.rollback();
        return tables;
    }

    /** Returns whether all tables are locked; one that has gone means no. */
    private static boolean lock(Connection connection, ExportOptions options, List<TableRow> tables)
            throws IOException, SQLException {
        SessionSettings.beginReading(connection, options.lockTimeout());
        for (int from = 0; from < tables.size(); from += TABLES_A_LOCK) {
            List<TableRow> some = tables.subList(from, Math.min(tables.size(), from + TABLES_A_LOCK));
            String names = TableName.only(some.stream().map(TableRow::name).toList());
            try {
                Sql.run(connection, "LOCK TABLE " + names + " IN ACCESS SHARE MODE");
            } catch (SQLException e) {
                if (UNDEFINED_TABLE.equals(e.getSQLState()) || INVALID_SCHEMA.equals(e.getSQLState())) {
                    return false;
                }
                throw LOCK_NOT_AVAILABLE.equals(e.getSQLState()) ? lockRefused(options, some, e) : e;
            }
        }
        return true;
    }

    private static SQLException lockRefused(ExportOptions options, List<TableRow> tables, SQLException e) {
        return new SQLException(
                "Another session holds one of " + tables.size() + " tables ("
                        + tables.get(0).name() + " ...) for more than "
                        + options.lockTimeout().toSeconds()
                        + " s, for instance an ALTER TABLE. Let it end, or allow more time: " + e.getMessage(),
                e.getSQLState(),
                e);
    }

    Connection connection() {
        return connection;
    }

    List<TableRow> tables() {
        return tables;
    }

    /** Returns the name by which other connections take over the snapshot. */
    String snapshot() {
        return snapshot;
    }
}
