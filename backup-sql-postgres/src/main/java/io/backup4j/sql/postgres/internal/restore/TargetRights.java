package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether who restores may change what is there. */
final class TargetRights {
    /** Constraints and triggers belong to the owner of their table, also those of other tables that point to these. */
    private static final String TABLES = ExistingTables.WITH_KEYS + """
            select 'ownership of table ' || n.nspname || '.' || c.relname
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where not pg_catalog.pg_has_role(c.relowner, 'USAGE')
               and (c.oid in (select oid from wanted) or c.oid in (select conrelid from keys))
            union
            select 'REFERENCES on table ' || n.nspname || '.' || c.relname
              from keys k
              join pg_catalog.pg_class c on c.oid = k.confrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where not pg_catalog.has_table_privilege(c.oid, 'REFERENCES')
             order by 1
            """;

    private static final String NEW_TABLES = """
            select 'CREATE on schema ' || n.nspname
              from pg_catalog.pg_namespace n
             where n.nspname = any (?::text[]) and not pg_catalog.has_schema_privilege(n.oid, 'CREATE')
            union all
            select 'CREATE on database ' || current_database() || ' for the schema ' || w.name
              from unnest(?::text[]) w (name)
             where not exists (select from pg_catalog.pg_namespace n where n.nspname = w.name)
               and not pg_catalog.has_database_privilege(current_database(), 'CREATE')
             order by 1
            """;

    private static final String CREATION = """
            select 'CREATE on database ' || current_database()
             where not pg_catalog.has_database_privilege(current_database(), 'CREATE')
            union all
            select 'CREATE on schema public'
              from pg_catalog.pg_namespace n
             where n.nspname = 'public' and n.nspname = any (?::text[]) and not pg_catalog.has_schema_privilege(n.oid, 'CREATE')
            """;

    /** The owner of a schema may drop everything in it; the schema {@code public} is not dropped. */
    private static final String REPLACEMENT = """
            select 'ownership of schema ' || n.nspname
              from pg_catalog.pg_namespace n
             where n.nspname = any (?::text[]) and n.nspname <> 'public' and not pg_catalog.pg_has_role(n.nspowner, 'USAGE')
            union all
            select 'ownership of ' || i.type || ' ' || i.identity
              from (select 'pg_class'::regclass as class, oid, relnamespace as schema, relowner as owner from pg_catalog.pg_class
                     where relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                    union all select 'pg_proc'::regclass, oid, pronamespace, proowner from pg_catalog.pg_proc
                    union all select 'pg_type'::regclass, oid, typnamespace, typowner from pg_catalog.pg_type where typtype in ('d', 'e', 'r')) o
              join pg_catalog.pg_namespace n on n.oid = o.schema
              cross join lateral pg_catalog.pg_identify_object(o.class, o.oid, 0) i
             where n.nspname = 'public' and n.nspname = any (?::text[]) and not pg_catalog.pg_has_role(o.owner, 'USAGE')
               and not exists (select from pg_catalog.pg_depend d where d.classid = o.class and d.objid = o.oid and d.deptype = 'e')
            """;

    private TargetRights() {}

    /**
     * Does nothing when the rows of tables may be replaced.
     *
     * @throws IOException that names all rights that are missing
     */
    static void requireRows(Connection connection, List<TableName> tables) throws IOException, SQLException {
        requireTables(connection, tables, Set.of());
    }

    /**
     * Does nothing when the rows of tables may be replaced and new tables may be made.
     *
     * @param schemas where tables are made; those that are not there are made too
     * @throws IOException that names all rights that are missing
     */
    static void requireTables(Connection connection, List<TableName> present, Set<String> schemas)
            throws IOException, SQLException {
        Object tables = connection.createArrayOf(
                "text", present.stream().map(TableName::quoted).toArray());
        Object names = connection.createArrayOf("text", schemas.toArray());
        List<String> missing = new ArrayList<>(Sql.texts(connection, TABLES, tables));
        missing.addAll(Sql.texts(connection, NEW_TABLES, names, names));
        require(connection, missing);
    }

    /**
     * Does nothing when schemas may be made.
     *
     * @param replaced whether what is in them goes first
     * @throws IOException that names all rights that are missing
     */
    static void requireSchemas(Connection connection, List<String> schemas, boolean replaced)
            throws IOException, SQLException {
        Object names = connection.createArrayOf("text", schemas.toArray());
        List<String> missing = new ArrayList<>(Sql.texts(connection, CREATION, names));
        if (replaced) {
            missing.addAll(Sql.texts(connection, REPLACEMENT, names, names));
        }
        require(connection, missing);
    }

    private static void require(Connection connection, List<String> missing) throws IOException, SQLException {
        if (!missing.isEmpty()) {
            throw new IOException(
                    "The role '" + Sql.text(connection, "select current_user").orElse("")
                            + "' may not change what is there. It needs: " + String.join(", ", missing));
        }
    }
}
