package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Schemas that are there, and go with everything in them and nothing outside. */
final class ExistingSchemas {
    /** What a CASCADE could take along although it is somewhere else. */
    private static final String OUTSIDE = """
            select i.type || ' ' || i.identity
              from (select 'pg_class'::regclass as class, c.oid, c.relnamespace as schema from pg_catalog.pg_class c
                     where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                    union all select 'pg_proc'::regclass, p.oid, p.pronamespace from pg_catalog.pg_proc p
                    union all select 'pg_type'::regclass, t.oid, t.typnamespace from pg_catalog.pg_type t where t.typtype in ('d', 'e', 'r')
                    union all select 'pg_constraint'::regclass, k.oid, k.connamespace from pg_catalog.pg_constraint k where k.conrelid <> 0
                    union all select 'pg_trigger'::regclass, t.oid, c.relnamespace from pg_catalog.pg_trigger t
                      join pg_catalog.pg_class c on c.oid = t.tgrelid where not t.tgisinternal
                    union all select 'pg_attrdef'::regclass, d.oid, c.relnamespace from pg_catalog.pg_attrdef d
                      join pg_catalog.pg_class c on c.oid = d.adrelid) o
              join pg_catalog.pg_namespace n on n.oid = o.schema
              cross join lateral pg_catalog.pg_identify_object(o.class, o.oid, 0) i
             where o.oid >= 16384 and n.nspname !~ '^pg_toast' and n.nspname <> all (?::text[])
            """;

    /** As a routine, an aggregate of any row is called {@code name()}, as its identity is. */
    private static final String IN_PUBLIC = """
            select pg_catalog.format('DROP %s IF EXISTS %s CASCADE', case i.type when 'aggregate' then 'ROUTINE' else upper(i.type) end, i.identity)
              from (select 'pg_class'::regclass as class, c.oid, c.relnamespace as schema from pg_catalog.pg_class c
                     where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                    union all select 'pg_proc'::regclass, p.oid, p.pronamespace from pg_catalog.pg_proc p
                    union all select 'pg_type'::regclass, t.oid, t.typnamespace from pg_catalog.pg_type t
                      left join pg_catalog.pg_class c on c.oid = t.typrelid where t.typtype in ('d', 'e', 'r') or c.relkind = 'c'
                    union all select 'pg_collation'::regclass, oid, collnamespace from pg_catalog.pg_collation) o
              join pg_catalog.pg_namespace n on n.oid = o.schema
              cross join lateral pg_catalog.pg_identify_object(o.class, o.oid, 0) i
             where n.nspname = 'public'
               and not exists (select from pg_catalog.pg_depend d where d.classid = o.class and d.objid = o.oid
                                  and d.deptype in ('e', 'i'))
            """;

    private final Connection connection;

    ExistingSchemas(Connection connection) {
        this.connection = connection;
    }

    /** Returns those of users, as a list that can be changed; the schema that every database begins with only when something is in it. */
    List<String> present() throws SQLException {
        List<String> present = Sql.texts(
                connection,
                "select nspname from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' order by 1");
        if (Sql.texts(connection, IN_PUBLIC).isEmpty()) {
            present.remove("public");
        }
        return present;
    }

    /**
     * Drops schemas that are there; others do not matter.
     *
     * @throws IOException when something outside of them hangs on them, with its name
     */
    void drop(List<String> schemas) throws IOException, SQLException {
        Object array = connection.createArrayOf("text", schemas.toArray());
        Set<String> before = new TreeSet<>(Sql.texts(connection, OUTSIDE, array));
        for (String schema : schemas) {
            drop(schema);
        }
        Sql.texts(connection, OUTSIDE, array).forEach(before::remove);
        if (!before.isEmpty()) {
            throw new IOException("Replacing the schemas " + String.join(", ", schemas)
                    + " would take along what lies outside of them and is not in the backup: "
                    + String.join(", ", before));
        }
    }

    /** The schema that every database begins with stays, with its owner; what is in it goes. */
    private void drop(String schema) throws SQLException {
        if (!schema.equals("public")) {
            Sql.run(connection, "DROP SCHEMA IF EXISTS " + Sql.quote(schema) + " CASCADE");
            return;
        }
        for (String statement : Sql.texts(connection, IN_PUBLIC)) {
            Sql.run(connection, statement);
        }
    }
}
