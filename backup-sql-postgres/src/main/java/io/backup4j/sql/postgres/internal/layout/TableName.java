package io.backup4j.sql.postgres.internal.layout;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The name of a table, as the catalogs have it.
 *
 * @param schema the schema
 * @param table the table
 */
public record TableName(String schema, String table) implements Comparable<TableName> {
    /**
     * Reads a name as {@link #toString} writes it; the first dot ends the schema.
     *
     * @throws IllegalArgumentException when it has no dot with something on both sides
     */
    public static TableName parse(String name) {
        int dot = name.indexOf('.');
        if (dot < 1 || dot == name.length() - 1) {
            throw new IllegalArgumentException("'" + name + "' is no schema and table with a dot between them");
        }
        return new TableName(name.substring(0, dot), name.substring(dot + 1));
    }

    /** Returns the name as it stands in statements. */
    public String quoted() {
        return Sql.quote(schema, table);
    }

    /** Returns names as they stand in statements that must not touch the children of tables. */
    public static String only(Collection<TableName> names) {
        return names.stream().map(name -> "ONLY " + name.quoted()).collect(Collectors.joining(", "));
    }

    @Override
    public int compareTo(TableName other) {
        int order = schema.compareTo(other.schema);
        return order == 0 ? table.compareTo(other.table) : order;
    }

    /** Returns the name for people. */
    @Override
    public String toString() {
        return schema + '.' + table;
    }
}
