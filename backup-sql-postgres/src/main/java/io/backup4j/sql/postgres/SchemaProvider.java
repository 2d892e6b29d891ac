package io.backup4j.sql.postgres;

import io.backup4j.sql.postgres.internal.export.SchemaReader;

/**
 * Where the definitions of tables, functions and all other objects come from. The restore point says which one it was.
 * Immutable.
 */
public final class SchemaProvider {
    private final SchemaReader reader;

    private SchemaProvider(SchemaReader reader) {
        this.reader = reader;
    }

    /**
     * Reads the catalogs of the database, which needs nothing but the connection. What it does not know how to create it
     * refuses by name, when the source is opened.
     */
    public static SchemaProvider catalogs() {
        return new SchemaProvider(new CatalogDefinitions());
    }

    SchemaReader reader() {
        return reader;
    }
}
