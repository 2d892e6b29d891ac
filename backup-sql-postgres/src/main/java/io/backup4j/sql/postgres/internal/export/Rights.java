package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Whether everything that is wanted may be read. */
final class Rights {
    private static final String TABLES = """
            select case when not pg_catalog.has_schema_privilege(n.oid, 'USAGE') then 'USAGE on schema ' || n.nspname
                        when not pg_catalog.has_table_privilege(c.oid, 'SELECT') then 'SELECT on table ' || n.nspname || '.' || c.relname
                        else 'BYPASSRLS, or ownership without FORCE ROW LEVEL SECURITY, for table ' || n.nspname || '.' || c.relname end
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.oid = any (?::oid[])
               and (not pg_catalog.has_schema_privilege(n.oid, 'USAGE') or not pg_catalog.has_table_privilege(c.oid, 'SELECT')
                 or (c.oid = any (?::oid[]) and c.relrowsecurity and not (select r.rolsuper or r.rolbypassrls from pg_catalog.pg_roles r where r.rolname = current_user)
                     and (c.relforcerowsecurity or not pg_catalog.pg_has_role(c.relowner, 'USAGE'))))
            """;

    /** A condition without CASE may be asked of tables too, which is an error. */
    private static final String SEQUENCES = """
            select 'SELECT on sequence ' || n.nspname || '.' || c.relname
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.oid = any (?::oid[])
               and case when c.relkind = 'S' then not pg_catalog.has_sequence_privilege(c.oid, 'SELECT') end
            """;

    private static final String LARGE_OBJECTS = """
            select 'SELECT on large object ' || m.oid
              from pg_catalog.pg_largeobject_metadata m
             where not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)
               and current_setting('lo_compat_privileges') = 'off'
               and not pg_catalog.pg_has_role(m.lomowner, 'USAGE')
               and not exists (select from pg_catalog.aclexplode(m.lomacl) x
                    where x.privilege_type = 'SELECT' and (x.grantee = 0 or pg_catalog.pg_has_role(x.grantee, 'USAGE')))
            """;

    /** Where a role may be allowed to read all large objects. */
    private static final String LARGE_OBJECTS_18 = """
            select 'SELECT on large object ' || m.oid
              from pg_catalog.pg_largeobject_metadata m
             where not pg_catalog.has_largeobject_privilege(m.oid, 'SELECT')
            """;

    private static final int NAMED = 100;

    private Rights() {}

    /**
     * Does nothing when everything may be read.
     *
     * @param tables all tables that are to be locked
     * @throws IOException that names all rights that are missing
     */
    static void require(Connection connection, List<TableRow> tables, ExportOptions options)
            throws IOException, SQLException {
        List<TableRow> rows = tables.stream().filter(options::wantsRows).toList();
        List<String> missing = new ArrayList<>(Sql.texts(connection, TABLES, oids(tables), oids(rows)));
        if (options.hasData()) {
            missing.addAll(Sql.texts(
                    connection,
                    SEQUENCES,
                    array(SequenceRow.read(connection, options.filter()).stream()
                            .map(SequenceRow::oid)
                            .toList())));
        }
        if (options.wantsLargeObjects()) {
            boolean asks = ServerVersion.of(connection).major() >= 18;
            missing.addAll(Sql.texts(connection, asks ? LARGE_OBJECTS_18 : LARGE_OBJECTS));
        }
        require(connection, missing);
    }

    private static void require(Connection connection, List<String> missing) throws IOException, SQLException {
        List<String> rights = missing.stream().distinct().sorted().toList();
        if (!rights.isEmpty()) {
            String more = rights.size() > NAMED ? " and " + (rights.size() - NAMED) + " more" : "";
            throw new IOException("The role '"
                    + Sql.text(connection, "select current_user").orElse("")
                    + "' may not read everything. It needs: "
                    + rights.stream().limit(NAMED).collect(Collectors.joining(", ")) + more
                    + ". The role pg_read_all_data and the attribute BYPASSRLS give all of it but large objects");
        }
    }

    private static String oids(List<TableRow> tables) {
        return array(tables.stream().map(TableRow::oid).toList());
    }

    private static String array(List<Long> oids) {
        return Arrays.toString(oids.toArray()).replace('[', '{').replace(']', '}');
    }
}
