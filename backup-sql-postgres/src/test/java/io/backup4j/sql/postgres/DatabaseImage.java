package io.backup4j.sql.postgres;

import io.backup4j.sql.postgres.internal.catalog.CatalogReader;
import io.backup4j.sql.postgres.internal.catalog.Choice;
import io.backup4j.sql.postgres.internal.catalog.Filter;
import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.SessionSettings;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that a database holds, as sorted text: definitions, rows, values of sequences, identity columns (of which partitions have
 * no definition), large objects. */
final class DatabaseImage {
    private DatabaseImage() {}

    static List<String> of(TestServer server, String database) throws SQLException, IOException {
        try (Connection connection = server.connect(database)) {
            SessionSettings.beginReading(connection, Duration.ofSeconds(10));
            List<String> lines = new ArrayList<>(definitions(connection));
            lines.addAll(rows(connection));
            lines.addAll(sequences(connection));
            lines.addAll(Sql.listPlain(
                    connection,
                    "select format('identity of %s.%I: %s', attrelid::regclass, attname, attidentity) from pg_attribute"
                            + " where attidentity <> ''",
                    row -> row.getString(1)));
            lines.addAll(Sql.listPlain(
                    connection,
                    "select 'large object ' || oid || ' ' || lo_get(oid)::text from pg_largeobject_metadata",
                    row -> row.getString(1)));
            return lines.stream().sorted().toList();
        }
    }

    static List<String> definitions(Connection connection) throws SQLException, IOException {
        Filter all = new Filter(List.of(), List.of(), List.of(), List.of());
        List<String> lines = new ArrayList<>();
        Choice.of(CatalogReader.read(connection, ServerVersion.of(connection)), all)
                .items()
                .forEach(item -> lines.add(item.title() + ": " + item.sql()));
        CatalogReader.largeObjects(connection).forEach(item -> lines.add(item.title() + ": " + item.sql()));
        return lines;
    }

    private static List<String> rows(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        List<String> tables = Sql.listPlain(
                connection,
                "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where (c.relkind = 'r' or c.relispopulated and c.relkind = 'm') and n.nspname !~ '^(pg_|information_schema)'",
                row -> row.getString(1));
        for (String table : tables) {
            lines.addAll(Sql.listPlain(
                    connection, "select t::text from only " + table + " t", row -> table + ": " + row.getString(1)));
        }
        return lines;
    }

    private static List<String> sequences(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String sequence : Sql.listPlain(
                connection,
                "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where c.relkind = 'S'",
                row -> row.getString(1))) {
            lines.addAll(Sql.listPlain(
                    connection,
                    "select last_value || ' ' || is_called from " + sequence,
                    row -> sequence + ": " + row.getString(1)));
        }
        return lines;
    }
}
