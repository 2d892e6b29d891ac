package io.backup4j.sql.postgres.internal.layout;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a script.
 *
 * @param kind what it is about, for instance {@code TABLE}
 * @param name what that is called, for people
 * @param table the table that it belongs to or makes; null when to none
 * @param sql one or more statements, without the last semicolon
 */
public record Statement(String kind, String name, @Nullable TableName table, String sql) {
    /** Returns kind and name, for people. */
    public String title() {
        return kind.toLowerCase(java.util.Locale.ROOT) + ' ' + name;
    }
}
