package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.EntryContent;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.largeobject.LargeObject;
import org.postgresql.largeobject.LargeObjectManager;

/** Moves content into a database. Safe for use by several threads. */
final class Loader {
    private final Wanted wanted;

    /**
     * Makes a loader.
     *
     * @param wanted asked before each piece
     */
    Loader(Wanted wanted) {
        this.wanted = wanted;
    }

    /** Knows whether the restore goes on. */
    @FunctionalInterface
    interface Wanted {
        /** Does nothing when it does. */
        void require() throws IOException;
    }

    /** Loads rows, and returns how many the server took. After a failure the transaction can only be rolled back. */
    long copy(Connection connection, RowsCommand command, TableName table, EntryContent content)
            throws IOException, SQLException {
        if (content.size() == 0) {
            return 0;
        }
        command.prepare(connection);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command.copy());
        try {
            content.writeTo((buffer, offset, length) -> write(copy, table, buffer, offset, length));
            return copy.endCopy();
        } catch (SQLException e) {
            throw Sql.failure("Loading the rows of " + table + " failed", e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void write(CopyIn copy, TableName table, byte[] buffer, int offset, int length) throws IOException {
        wanted.require();
        try {
            copy.writeToCopy(buffer, offset, length);
        } catch (SQLException e) {
            throw Sql.failure("Loading the rows of " + table + " failed", e);
        }
    }

    /** Creates a large object with its number. */
    void largeObject(Connection connection, long oid, EntryContent content) throws IOException, SQLException {
        Sql.list(connection, "select pg_catalog.lo_create(?::oid)", row -> row.getLong(1), oid);
        LargeObjectManager manager = connection.unwrap(PGConnection.class).getLargeObjectAPI();
        try (LargeObject object = manager.open(oid, LargeObjectManager.WRITE)) {
            content.writeTo((buffer, offset, length) -> {
                wanted.require();
                try {
                    object.write(buffer, offset, length);
                } catch (SQLException e) {
                    throw Sql.failure("Writing the large object " + oid + " failed", e);
                }
            });
        }
    }
}
