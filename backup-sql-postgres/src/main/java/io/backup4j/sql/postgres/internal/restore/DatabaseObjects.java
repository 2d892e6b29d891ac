package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Statement;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What lies in no schema: extensions, publications with what they publish, event triggers. What is there stays as it is. What goes
 * along with schemas all the same, and nothing else makes again, is put back as it was.
 */
final class DatabaseObjects {
    private static final String EVENT_TRIGGER = "EVENT TRIGGER ";
    private static final Set<String> KINDS =
            Set.of("PUBLICATION", "PUBLICATION TABLE", "PUBLICATION SCHEMA", "EVENT TRIGGER", "OWNER", "COMMENT");

    /** To a publication of all tables nothing can be added. */
    private static final String NAMES = """
            select pg_catalog.format('EXTENSION %I', extname) from pg_catalog.pg_extension
            union all select pg_catalog.format('PUBLICATION %I', pubname) from pg_catalog.pg_publication
            union all select pg_catalog.format('ALTER PUBLICATION %I ADD', pubname) from pg_catalog.pg_publication where puballtables
            union all select pg_catalog.format('EVENT TRIGGER %I', evtname) from pg_catalog.pg_event_trigger
            """;

    /** Extensions with tables of their own hold data that would not come back. */
    private static final String OBJECTS = """
            with superuser as (select rolsuper as may from pg_catalog.pg_roles where rolname = current_user)
            select pg_catalog.format('EXTENSION %I', e.extname) as title, null as needs, '' as missing,
                   pg_catalog.format('CREATE EXTENSION %I WITH SCHEMA %I VERSION %L', e.extname, n.nspname, e.extversion) as statement
              from pg_catalog.pg_extension e
              join pg_catalog.pg_namespace n on n.oid = e.extnamespace
             where e.extconfig is null
            union all
            select pg_catalog.format('EVENT TRIGGER %I', e.evtname), null,
                   case when s.may then '' else 'SUPERUSER for event trigger ' || e.evtname end,
                   pg_catalog.format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %I.%I(); ALTER EVENT TRIGGER %1$I %6$s;'
                     || ' ALTER EVENT TRIGGER %1$I OWNER TO %7$I; COMMENT ON EVENT TRIGGER %1$I IS %8$L', e.evtname, e.evtevent,
                     (select ' WHEN TAG IN (' || string_agg(quote_literal(t), ', ') || ')' from unnest(e.evttags) t having count(*) > 0),
                     n.nspname, f.proname, case e.evtenabled when 'O' then 'ENABLE' when 'D' then 'DISABLE'
                       when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end,
                     pg_catalog.pg_get_userbyid(e.evtowner), pg_catalog.obj_description(e.oid, 'pg_event_trigger'))
              from superuser s
              cross join pg_catalog.pg_event_trigger e
              join pg_catalog.pg_proc f on f.oid = e.evtfoid
              join pg_catalog.pg_namespace n on n.oid = f.pronamespace
            """;

    /** Columns and filters came with 15: where the table of a server has none, their names mean those of "absent". */
    private static final String PUBLISHED_TABLES = """
            union all
            select pg_catalog.format('ALTER PUBLICATION %I ADD TABLE ONLY %I.%I', p.pubname, n.nspname, c.relname),
                   pg_catalog.format('%I.%I', n.nspname, c.relname),
                   case when pg_catalog.pg_has_role(p.pubowner, 'USAGE') then '' else 'ownership of publication ' || p.pubname end,
                   pg_catalog.format('ALTER PUBLICATION %I ADD TABLE ONLY %I.%I%s%s', p.pubname, n.nspname, c.relname,
                     (select ' (' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) || ')' from pg_catalog.pg_attribute a
                       where a.attrelid = c.oid and a.attnum = any (r.prattrs)),
                     ' WHERE (' || pg_catalog.pg_get_expr(r.prqual, c.oid) || ')')
              from (select null::pg_catalog.int2vector as prattrs, null::pg_catalog.pg_node_tree as prqual) absent
              cross join lateral (select prpubid, prrelid, prattrs, prqual from pg_catalog.pg_publication_rel) r
              join pg_catalog.pg_publication p on p.oid = r.prpubid
              join pg_catalog.pg_class c on c.oid = r.prrelid
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            """;

    /** They came with 15. */
    private static final String PUBLISHED_SCHEMAS = """
            union all
            select pg_catalog.format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname), null,
                   case when s.may then '' else 'SUPERUSER for the schemas of publication ' || p.pubname end,
                   pg_catalog.format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname)
              from superuser s
              cross join pg_catalog.pg_publication_namespace m
              join pg_catalog.pg_publication p on p.oid = m.pnpubid
              join pg_catalog.pg_namespace n on n.oid = m.pnnspid
            """;

    private static final int PUBLISHES_SCHEMAS = 15;

    /**
     * One of them.
     *
     * @param title what no other one has
     * @param table the table without which it cannot be; empty when none
     * @param right what who restores lacks to put it back; empty when nothing
     * @param statement how it is put back
     */
    private record Found(String title, String table, String right, String statement) {
        static Found of(ResultSet row) throws SQLException {
            String table = row.getString("needs");
            return new Found(
                    row.getString("title"),
                    table == null ? "" : table,
                    row.getString("missing"),
                    row.getString("statement"));
        }
    }

    private final Connection connection;
    private final Map<String, Found> gone = new LinkedHashMap<>();
    private Map<String, Found> there = Map.of();
    private Set<String> titles = Set.of();

    private DatabaseObjects(Connection connection) {
        this.connection = connection;
    }

    /** Looks at those that are there. */
    static DatabaseObjects look(Connection connection) throws SQLException {
        DatabaseObjects objects = new DatabaseObjects(connection);
        objects.lookAgain();
        return objects;
    }

    private void lookAgain() throws SQLException {
        boolean publishesSchemas = ServerVersion.of(connection).major() >= PUBLISHES_SCHEMAS;
        String objects = OBJECTS + PUBLISHED_TABLES + (publishesSchemas ? PUBLISHED_SCHEMAS : "");
        there = new LinkedHashMap<>();
        for (Found each : Sql.list(connection, objects, Found::of)) {
            there.put(each.title(), each);
        }
        titles = new HashSet<>(Sql.texts(connection, NAMES));
        titles.addAll(there.keySet());
    }

    /** Returns whether a statement would make what is there already, or give it another owner or comment. */
    boolean has(Statement statement) {
        String sql = statement.sql() + ' ';
        return KINDS.contains(statement.kind())
                && titles.stream()
                        .anyMatch(title -> sql.startsWith(title + ' ')
                                || sql.startsWith("CREATE " + title + ' ')
                                || sql.startsWith("ALTER " + title + " OWNER ")
                                || sql.startsWith("COMMENT ON " + title + ' '));
    }

    /**
     * Remembers what has gone since.
     *
     * @throws IOException when who restores may not put it back, with all rights that are missing
     */
    void rememberGone() throws IOException, SQLException {
        gone.putAll(there);
        lookAgain();
        gone.keySet().removeAll(there.keySet());
        TreeSet<String> rights = new TreeSet<>();
        gone.values().forEach(each -> rights.add(each.right()));
        rights.remove("");
        if (!rights.isEmpty()) {
            throw new IOException(
                    "What goes along with the schemas that are replaced could not be put back. That needs: "
                            + String.join(", ", rights));
        }
    }

    /** Puts back all but event triggers, which would fire. The tables that they need may be gone for good. */
    void putBack() throws IOException, SQLException {
        putBack(false);
        lookAgain();
    }

    /** Puts back event triggers. */
    void putBackEventTriggers() throws IOException, SQLException {
        putBack(true);
    }

    private void putBack(boolean eventTriggers) throws IOException, SQLException {
        lookAgain();
        for (Found each : gone.values()) {
            if (each.title().startsWith(EVENT_TRIGGER) == eventTriggers
                    && !there.containsKey(each.title())
                    && isPossible(each)) {
                putBack(each);
            }
        }
    }

    private boolean isPossible(Found each) throws SQLException {
        return each.table().isEmpty()
                || Sql.text(connection, "select pg_catalog.to_regclass(?)", each.table())
                        .isPresent();
    }

    private void putBack(Found each) throws IOException {
        try {
            Sql.run(connection, each.statement());
        } catch (SQLException e) {
            throw Sql.failure(
                    "What went along with the schemas that are replaced cannot be put back (" + each.statement() + ")",
                    e);
        }
    }
}
