package io.backup4j.sql.postgres;

import io.backup4j.sql.postgres.internal.export.SchemaReader;
import java.nio.file.Path;
import java.util.Map;

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

    /**
     * Has {@code pg_dump} write the definitions of the same snapshot; owners, privileges, and settings and comment of the database come from the
     * catalogs. It waits for locks no longer than {@link LogicalOptions.Builder#lockTimeout}. It must not be older than the
     * server, and is looked for in the path and where packages put it. It gets host, port, database and user of the connection, and finds the
     * password where it always does: in {@code PGPASSWORD} or {@code ~/.pgpass}. Its definitions go into a new database as a whole; single
     * tables cannot be made from them.
     */
    public static SchemaProvider pgDump() {
        return new SchemaProvider(new PgDumpDefinitions(PgDumpProgram::find, Map.of()));
    }

    /**
     * Has this {@code pg_dump} write the definitions, like {@link #pgDump()}.
     *
     * @param program the program
     * @param environment variables on top of those of this process, for instance {@code PGPASSWORD}; never shown
     */
    public static SchemaProvider pgDump(Path program, Map<String, String> environment) {
        return new SchemaProvider(
                new PgDumpDefinitions(version -> PgDumpProgram.fitting(program, version), environment));
    }

    SchemaReader reader() {
        return reader;
    }
}
