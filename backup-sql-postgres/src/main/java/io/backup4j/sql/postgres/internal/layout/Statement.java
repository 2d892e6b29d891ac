package io.backup4j.sql.postgres.internal.layout;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a script.
 *
 * @param kind what it is about, for instance {@code TABLE}
 * @param name what that is called, for people
 * @param table the table that it belongs to or makes; null when to none
 * @param references another table that it needs, as a foreign key does; null when none
 * @param sql one or more statements, without the last semicolon
 */
public record Statement(
        String kind,
        String name,
        @Nullable TableName table,
        @Nullable TableName references,
        String sql) {
    /** Returns the tables that it is about; may be empty. */
    public Set<TableName> tables() {
        Set<TableName> tables = new HashSet<>();
        if (table != null) {
            tables.add(table);
        }
        if (references != null) {
            tables.add(references);
        }
        return tables;
    }

    /** Returns kind and name, for people. */
    public String title() {
        return kind.toLowerCase(java.util.Locale.ROOT) + ' ' + name;
    }
}
