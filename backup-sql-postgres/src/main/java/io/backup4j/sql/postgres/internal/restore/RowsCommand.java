package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.CopiedTable;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * How the rows of a table are loaded.
 *
 * @param before statements to be run first; may be empty
 * @param copy the command that takes the rows
 */
record RowsCommand(String before, String copy) {
    /** Returns how rows are added to a table, which may have another name here. */
    static RowsCommand into(TableName place, CopiedTable table) {
        return new RowsCommand("", "COPY " + place.quoted() + table.columnList() + " FROM STDIN");
    }

    /**
     * Returns how rows are loaded into a table that is empty and that nobody else can see. Emptying it in the same transaction lets the server write
     * them as if they had always been there: they are not written a second time when they are first read, and where {@code
     * wal_level} is minimal not to the log either.
     */
    static RowsCommand unseen(CopiedTable table) {
        String name = table.name().quoted();
        return new RowsCommand(
                "TRUNCATE TABLE ONLY " + name, "COPY " + name + table.columnList() + " FROM STDIN (FREEZE)");
    }

    /** Runs what comes before the rows. */
    void prepare(Connection connection) throws SQLException {
        if (!before.isEmpty()) {
            Sql.run(connection, before);
        }
    }
}
