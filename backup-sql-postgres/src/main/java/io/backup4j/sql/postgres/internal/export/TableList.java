package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.catalog.Filter;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.CopiedTable;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Lists the tables that are wanted. */
final class TableList {
    /** Tables of extensions only where their extension says that they hold data of the user's. */
    private static final String QUERY = """
            select c.oid, n.nspname, c.relname, c.relkind = 'r' as has_rows, coalesce(x.condition, '') as condition,
                   array(select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum > 0
                            and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
                   array(select pg_catalog.format_type(a.atttypid, a.atttypmod) from pg_catalog.pg_attribute a
                          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                          order by a.attnum) as types
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              left join (select e.extconfig[i] as oid, e.extcondition[i] as condition
                           from pg_catalog.pg_extension e, pg_catalog.generate_subscripts(e.extconfig, 1) i) x on x.oid = c.oid
             where c.relkind in ('r', 'p') and c.relpersistence <> 't'
               and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
               and (x.oid is not null or not exists (select from pg_catalog.pg_depend d
                     where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e'))
             order by c.oid
            """;

    private TableList() {}

    static List<TableRow> read(Connection connection, Filter filter) throws SQLException {
        return Sql.list(connection, QUERY, TableList::table).stream()
                .filter(table ->
                        filter.takesTable(table.name().schema(), table.name().table()))
                .toList();
    }

    private static TableRow table(ResultSet row) throws SQLException {
        TableName name = new TableName(row.getString("nspname"), row.getString("relname"));
        return new TableRow(
                row.getLong("oid"),
                row.getBoolean("has_rows"),
                new CopiedTable(name, texts(row.getArray("columns")), texts(row.getArray("types"))),
                row.getString("condition"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
