package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.layout.CopiedTable;
import io.backup4j.sql.postgres.internal.layout.TableName;

/**
 * A table of the source.
 *
 * @param oid its number in the catalogs
 * @param hasRows whether it holds rows itself; a partitioned table does not
 * @param copied its name and columns
 * @param condition which of its rows are wanted, for tables of extensions; empty means all
 */
record TableRow(long oid, boolean hasRows, CopiedTable copied, String condition) {
    TableName name() {
        return copied.name();
    }

    /** Returns the command that gives its rows. */
    String copyCommand() {
        String from = condition.isEmpty()
                ? name().quoted() + copied.columnList()
                : "(SELECT " + columns() + " FROM ONLY " + name().quoted() + ' ' + condition + ')';
        return "COPY " + from + " TO STDOUT";
    }

    private String columns() {
        String list = copied.columnList();
        return list.substring(2, list.length() - 1);
    }
}
