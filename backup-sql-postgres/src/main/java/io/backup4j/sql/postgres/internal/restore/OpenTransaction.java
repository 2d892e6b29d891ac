package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.SessionSettings;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A connection of the application's with a transaction that is committed at the end or never. */
final class OpenTransaction implements Closeable {
    private final Connection connection;

    private OpenTransaction(Connection connection) {
        this.connection = connection;
    }

    static OpenTransaction begin(DataSource source, RestoreOptions options) throws SQLException {
        Connection connection = source.getConnection();
        SessionSettings.beginWriting(connection, options.lockTimeout());
        return new OpenTransaction(connection);
    }

    Connection connection() {
        return connection;
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
