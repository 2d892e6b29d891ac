package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.EntryContent;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /**
     * Sees to it that there is a large object with its number and this content.
     *
     * @throws IOException when there is one with other content: it belongs to no schema, so nobody has said that it may go
     */
    void largeObject(Connection connection, long oid, EntryContent content) throws IOException, SQLException {
        if (Sql.text(connection, "select 1 from pg_catalog.pg_largeobject_metadata where oid = ?::oid", oid)
                .isEmpty()) {
            createLargeObject(connection, oid, content);
        } else if (!hasContent(connection, oid, content)) {
            throw new IOException(
                    "There is another large object " + oid
                            + ", which nothing but a restore of the whole database replaces. Remove it (lo_unlink) if it is of no use");
        }
    }

    private boolean hasContent(Connection connection, long oid, EntryContent content) throws IOException, SQLException {
        LargeObjectManager manager = connection.unwrap(PGConnection.class).getLargeObjectAPI();
        try (LargeObject object = manager.open(oid, LargeObjectManager.READ);
                InputStream present = object.getInputStream()) {
            AtomicBoolean isEqual = new AtomicBoolean(true);
            content.writeTo((buffer, offset, length) -> {
                wanted.require();
                if (isEqual.get()) {
                    byte[] found = present.readNBytes(length);
                    isEqual.set(Arrays.equals(found, 0, found.length, buffer, offset, offset + length));
                }
            });
            return isEqual.get() && present.read() < 0;
        }
    }

    private void createLargeObject(Connection connection, long oid, EntryContent content)
            throws IOException, SQLException {
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
