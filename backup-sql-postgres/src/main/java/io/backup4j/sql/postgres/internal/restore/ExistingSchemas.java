package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Schemas that are there, and go with everything in them and nothing outside. */
final class ExistingSchemas {
    /**
     * What a CASCADE could take along although it is somewhere else: what needs something, or has a part that does. What is
     * a part, or of an extension, goes with its whole; what is published is put back.
     */
    private static final String OUTSIDE = """
            select i.type || ' ' || i.identity as title, l.schema is not null as in_schema
              from (select classid as class, objid as object, objsubid as sub from pg_catalog.pg_depend
                    union select refclassid, refobjid, refobjsubid from pg_catalog.pg_depend where deptype = 'i') o
              left join (select 'pg_trigger'::regclass as class, t.oid as object, c.relnamespace as schema
                           from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
                         union all select 'pg_rewrite'::regclass, r.oid, c.relnamespace
                           from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class
                         union all select 'pg_policy'::regclass, p.oid, c.relnamespace
                           from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid
                         union all select 'pg_attrdef'::regclass, d.oid, c.relnamespace
                           from pg_catalog.pg_attrdef d join pg_catalog.pg_class c on c.oid = d.adrelid
                         union all select 'pg_amop'::regclass, a.oid, f.opfnamespace
                           from pg_catalog.pg_amop a join pg_catalog.pg_opfamily f on f.oid = a.amopfamily
                         union all select 'pg_amproc'::regclass, a.oid, f.opfnamespace
                           from pg_catalog.pg_amproc a join pg_catalog.pg_opfamily f on f.oid = a.amprocfamily) p
                on p.class = o.class and p.object = o.object
              left join pg_catalog.pg_namespace n on n.oid = p.schema
              cross join lateral pg_catalog.pg_identify_object(o.class, o.object, o.sub) i
              cross join lateral (select coalesce(i.schema, quote_ident(n.nspname)) as schema) l
             where o.object >= 16384 and i.identity is not null
               and i.type not in ('default acl', 'publication relation', 'publication namespace')
               and not exists (select from pg_catalog.pg_depend d where d.classid = o.class and d.objid = o.object
                                  and d.objsubid = o.sub and d.deptype in ('e', 'i'))
               and (l.schema is null
                 or l.schema !~ '^"?pg_toast' and l.schema <> all (select quote_ident(s) from unnest(?::text[]) s))
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
    private final Set<String> without = new TreeSet<>();
    private List<String> dropped = List.of();

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
     * @throws IOException when something in another schema hangs on them, with its name
     */
    void drop(List<String> schemas) throws IOException, SQLException {
        dropped = schemas;
        Map<String, Boolean> before = outside();
        for (String schema : schemas) {
            drop(schema);
        }
        before.keySet().removeAll(outside().keySet());
        requireNone(before.keySet().stream().filter(before::get).toList());
        without.addAll(before.keySet());
    }

    /**
     * Does nothing when what hung on the schemas and lies in none is there again.
     *
     * @throws IOException when it is not, with its name
     */
    void requireAgain() throws IOException, SQLException {
        if (!without.isEmpty()) {
            without.removeAll(outside().keySet());
            requireNone(without);
        }
    }

    /** Returns what could go along, each with whether it lies in a schema. */
    private Map<String, Boolean> outside() throws SQLException {
        Map<String, Boolean> outside = new TreeMap<>();
        Sql.list(
                connection,
                OUTSIDE,
                row -> outside.put(row.getString("title"), row.getBoolean("in_schema")),
                connection.createArrayOf("text", dropped.toArray()));
        return outside;
    }

    private void requireNone(Collection<String> gone) throws IOException {
        if (!gone.isEmpty()) {
            throw new IOException("Replacing the schemas " + String.join(", ", dropped)
                    + " would take along what lies outside of them and is not in the backup: "
                    + String.join(", ", gone));
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
