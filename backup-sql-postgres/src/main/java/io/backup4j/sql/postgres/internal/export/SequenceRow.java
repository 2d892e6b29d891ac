package io.backup4j.sql.postgres.internal.export;

import io.backup4j.sql.postgres.internal.catalog.Filter;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Statement;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of the source.
 *
 * @param oid its number in the catalogs
 * @param name its name
 * @param owner the table whose column it belongs to; null when to none
 */
record SequenceRow(long oid, TableName name, @Nullable TableName owner) {
    private static final int A_QUERY = 100;

    /** Sequences of extensions only where their extension says that they hold data of the user's. */
    private static final String QUERY = """
            select c.oid, n.nspname, c.relname, tn.nspname as table_schema, t.relname as table_name
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              left join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid
                   and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.deptype in ('a', 'i')
              left join pg_catalog.pg_class t on t.oid = d.refobjid
              left join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
             where c.relkind = 'S' and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
               and (exists (select from pg_catalog.pg_extension x where c.oid = any (x.extconfig))
                 or not exists (select from pg_catalog.pg_depend e where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                                   and e.objid in (c.oid, t.oid) and e.deptype = 'e'))
             order by n.nspname, c.relname
            """;

    /** Returns those that are wanted: by their own name, or with their tables. */
    static List<SequenceRow> read(Connection connection, Filter filter) throws SQLException {
        return Sql.list(connection, QUERY, SequenceRow::sequence).stream()
                .filter(sequence -> sequence.isWanted(filter))
                .toList();
    }

    private static SequenceRow sequence(ResultSet row) throws SQLException {
        String schema = row.getString("table_schema");
        String table = row.getString("table_name");
        return new SequenceRow(
                row.getLong("oid"),
                new TableName(row.getString("nspname"), row.getString("relname")),
                schema == null || table == null ? null : new TableName(schema, table));
    }

    private boolean isWanted(Filter filter) {
        TableName by = owner == null ? name : owner;
        return filter.takesTable(by.schema(), by.table());
    }

    /** Reads the values. They are not part of a snapshot; read after it they are never too small for its rows. */
    static List<Statement> values(Connection connection, List<SequenceRow> sequences) throws SQLException {
        List<Statement> statements = new ArrayList<>();
        for (int from = 0; from < sequences.size(); from += A_QUERY) {
            List<SequenceRow> some = sequences.subList(from, Math.min(sequences.size(), from + A_QUERY));
            String query = some.stream()
                    .map(sequence -> "select last_value, is_called from "
                            + sequence.name().quoted())
                    .collect(Collectors.joining(" union all "));
            List<String> values = Sql.listPlain(
                    connection, query, row -> row.getLong("last_value") + ", " + row.getBoolean("is_called"));
            for (int i = 0; i < values.size(); i++) {
                statements.add(some.get(i).setting(values.get(i)));
            }
        }
        return statements;
    }

    private Statement setting(String value) {
        return new Statement(
                "SEQUENCE VALUE",
                name.toString(),
                owner,
                null,
                "SELECT pg_catalog.setval(" + Sql.literal(name.quoted()) + ", " + value + ")");
    }
}
