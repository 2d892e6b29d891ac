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

    private OneTransaction(Connection connection) {
        this.connection = connection;
    }

    static OneTransaction begin(DataSource source, RestoreOptions options) throws SQLException {
        Connection connection = source.getConnection();
        SessionSettings.beginWriting(connection, options.lockTimeout());
        return new OneTransaction(connection);
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void work(Work work) throws IOException, SQLException {
        work.with(connection);
    }

    @Override
    public void workTogether(List<Piece> pieces) throws IOException, SQLException {
        for (Piece piece : pieces) {
            piece.work().with(connection);
        }
    }

    @Override
    public void stop() {
        Sql.cancel(connection);
    }

    void commit() throws SQLException {
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
