package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** A connection with the snapshot, lent to one reader. */
final class Lease implements AutoCloseable {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";
    private static final String SAVEPOINT = "backup4j";
    private static final int ATTEMPTS = 3;

    private final Leases leases;
    private final Connection connection;
    private final boolean isCoordinator;
    private boolean isClosed;

    Lease(Leases leases, Connection connection, boolean isCoordinator) {
        this.leases = leases;
        this.connection = connection;
        this.isCoordinator = isCoordinator;
    }

    boolean isCoordinator() {
        return isCoordinator;
    }

    Connection connection() {
        return connection;
    }

    PGConnection postgres() throws SQLException {
        return connection.unwrap(PGConnection.class);
    }

    /** Marks what a connection goes back to after each reader: what is given up must not end its transaction. */
    static void mark(Connection connection) throws SQLException {
        Sql.run(connection, "SAVEPOINT " + SAVEPOINT);
    }

    /**
     * Takes the lock of a table, which the coordinator holds already.
     *
     * @return false when somebody waits for a lock that is in the way: to wait as well would be a deadlock that the server
     *     cannot see
     */
    boolean lock(TableName table) throws SQLException {
        if (isCoordinator) {
            return true;
        }
        try {
            Sql.run(connection, "LOCK TABLE ONLY " + table.quoted() + " IN ACCESS SHARE MODE NOWAIT");
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Returns why a statement has failed. */
    SQLException explained(SQLException e) {
        return leases.explained(e);
    }

    /** Gives the connection back, as it was. */
    @Override
    public void close() throws SQLException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        boolean isGood = false;
        try {
            rollBack();
            isGood = true;
        } finally {
            leases.takeBack(this, isGood);
        }
    }

    /** That somebody gave up rows reaches the server on another connection, and may hit the statement after them. */
    private void rollBack() throws SQLException {
        for (int i = 1; ; i++) {
            try {
                Sql.run(connection, "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
                return;
            } catch (SQLException e) {
                if (i == ATTEMPTS || !QUERY_CANCELED.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }
}
