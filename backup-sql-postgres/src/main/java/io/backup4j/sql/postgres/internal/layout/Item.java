package io.backup4j.sql.postgres.internal.layout;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a restore creates, changes or sets.
 *
 * @param kind what it is, for instance {@code TABLE}
 * @param schema the schema that it lies in; empty when in none
 * @param name what it is called, for people
 * @param key where the catalogs have it, {@code catalog:oid}; null when it has no row of its own
 * @param parent the key of the relation that it belongs to; null when to none
 * @param needs keys of what must be there before it; immutable
 * @param section when its turn comes
 * @param sql one or more statements, without the last semicolon
 */
public record Item(
        String kind,
        String schema,
        String name,
        @Nullable String key,
        @Nullable String parent,
        Set<String> needs,
        Section section,
        String sql) {
    /** When the turn of a statement comes. */
    public enum Section {
        /** Before the data. */
        PRE,
        /** After the data. */
        POST,
        /** Last; it can be left out. */
        PRIVILEGES
    }

    /** Takes a copy of the keys. */
    public Item {
        needs = Set.copyOf(needs);
    }

    /** Returns this item in another section. */
    public Item in(Section other) {
        return new Item(kind, schema, name, key, parent, needs, other, sql);
    }

    /** Returns kind and name, for people. */
    public String title() {
        return kind.toLowerCase(java.util.Locale.ROOT)
                + ' '
                + (schema.isEmpty() || kind.equals("SCHEMA") ? name : schema + '.' + name);
    }
}
