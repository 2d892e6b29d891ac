package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.SessionSettings;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A connection of the application's with a transaction that is committed at the end or never. One thread but for {@link #stop}. */
final class OneTransaction implements Crew {
    private final Connection connection;
    private volatile boolean isStopped;

    private OneTransaction(Connection connection) {
        this.connection = connection;
    }

    /** Begins with a connection of the application's, which is given back at once when this fails. */
    static OneTransaction begin(DataSource source, RestoreOptions options) throws SQLException {
        OneTransaction begun = new OneTransaction(source.getConnection());
        try {
            SessionSettings.beginWriting(begun.connection, options.lockTimeout());
            return begun;
        } catch (SQLException | RuntimeException | Error e) {
            begun.closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void work(Work work) throws IOException, SQLException {
        requireGoing();
        work.with(connection);
    }

    @Override
    public void workTogether(List<Piece> pieces) throws IOException, SQLException {
        for (Piece piece : pieces) {
            work(piece.work());
        }
    }

    @Override
    public void stop() {
        isStopped = true;
        Sql.cancel(connection);
    }

    @Override
    public void requireGoing() throws IOException {
        if (isStopped) {
            throw new IOException("The restore has been given up");
        }
    }

    /**
     * Commits.
     *
     * @throws IOException when it was stopped
     */
    void commit() throws IOException, SQLException {
        requireGoing();
        connection.commit();
    }

    /** Rolls back what was not committed, and gives the connection back in the mode that JDBC begins with. */
    @Override
    public void close() throws IOException {
        try (connection) {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw Sql.failure("The connection could not be given back", e);
        }
    }
}
