package io.backup4j.sql.postgres.internal.export;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.sql.postgres.internal.catalog.CatalogReader;
import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Fields;
import io.backup4j.sql.postgres.internal.layout.Item;
import io.backup4j.sql.postgres.internal.layout.Item.Section;
import io.backup4j.sql.postgres.internal.layout.Layout;
import io.backup4j.sql.postgres.internal.layout.Scripts;
import io.backup4j.sql.postgres.internal.layout.Statement;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens snapshots of databases. Used once, by one thread. */
public final class LogicalExport {
    private static final long[] NONE = {};

    private final String location;
    private final DataSource source;
    private final ExportOptions options;
    private final SourceContext context;

    /**
     * Prepares an export.
     *
     * @param location where the database is, for people
     */
    public LogicalExport(String location, DataSource source, ExportOptions options, SourceContext context) {
        this.location = location;
        this.source = source;
        this.options = options;
        this.context = context;
    }

    /**
     * Opens the snapshot: everything that can go wrong without reading rows goes wrong here.
     *
     * @throws IOException when the database cannot be reached or read, or not all of it
     */
    public SourceSnapshot open() throws IOException {
        try {
            Connection connection = source.getConnection();
            ServerVersion version = checkedVersion(connection);
            Coordinator coordinator = Coordinator.open(connection, options);
            return open(version, coordinator);
        } catch (SQLException e) {
            throw Sql.failure("The database " + location + " could not be read", e);
        }
    }

    private static ServerVersion checkedVersion(Connection connection) throws IOException, SQLException {
        boolean isGood = false;
        try {
            ServerVersion version = ServerVersion.of(connection);
            if (!version.isKnown()) {
                throw new IOException("The server has version " + version + "; versions " + ServerVersion.OLDEST
                        + " to " + ServerVersion.NEWEST
                        + " can be read. Use a newer version of this library for a newer server");
            }
            isGood = true;
            return version;
        } finally {
            if (!isGood) {
                connection.close();
            }
        }
    }

    private SourceSnapshot open(ServerVersion version, Coordinator coordinator) throws IOException, SQLException {
        RowCounts counts = new RowCounts();
        Leases leases = new Leases(source, options, coordinator, context, counts);
        boolean isGood = false;
        try {
            LogicalSnapshot snapshot = new LogicalSnapshot(leases, counts, context);
            fill(snapshot, version, coordinator);
            isGood = true;
            return snapshot;
        } finally {
            if (!isGood) {
                leases.close();
            }
        }
    }

    private void fill(LogicalSnapshot snapshot, ServerVersion version, Coordinator coordinator)
            throws IOException, SQLException {
        Connection connection = coordinator.connection();
        boolean withLargeObjects = options.wantsLargeObjects();
        List<SequenceRow> sequences = options.hasData() ? SequenceRow.read(connection, options.filter()) : List.of();
        List<TableRow> rows =
                coordinator.tables().stream().filter(options::wantsRows).toList();
        SchemaReader.Definitions definitions = definitions(coordinator, version);
        List<Item> items = new ArrayList<>(definitions.items());
        if (withLargeObjects && options.hasSchema()) {
            items.addAll(CatalogReader.largeObjects(connection));
        }
        definitions.leftOut().forEach(this::reportLeftOut);
        Description description = DatabaseLines.read(
                connection, version, parts(), options.schemas().name(), whole(items), options.absent());
        snapshot.describe(description);
        snapshot.text(Layout.TABLES, tableLines(rows, definitions.leftOut()));
        addScripts(snapshot, items);
        if (options.hasData()) {
            rows.forEach(snapshot::table);
            snapshot.largeObjects(withLargeObjects ? largeObjects(connection) : NONE);
            snapshot.text(Layout.SEQUENCES, ByteString.of(Scripts.write(SequenceRow.values(connection, sequences))));
        }
        snapshot.begin();
    }

    private SchemaReader.Definitions definitions(Coordinator coordinator, ServerVersion version)
            throws IOException, SQLException {
        return options.hasSchema()
                ? options.schemas()
                        .read(
                                coordinator.connection(),
                                version,
                                coordinator.snapshot(),
                                options.filter(),
                                options.lockTimeout())
                : new SchemaReader.Definitions(List.of(), List.of());
    }

    private void reportLeftOut(String title) {
        context.report(EntryIssue.of(
                Layout.TABLES,
                Severity.WARNING,
                "The " + title + " was left out: it needs something that is not wanted"));
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        if (options.hasSchema()) {
            parts.add("schema");
        }
        if (options.hasData()) {
            parts.add("data");
        }
        return parts;
    }

    private List<String> whole(List<Item> items) {
        return items.stream()
                .filter(item -> item.kind().equals("SCHEMA"))
                .map(Item::name)
                .filter(options.filter()::takesWhole)
                .toList();
    }

    private static ByteString tableLines(List<TableRow> rows, List<String> leftOut) {
        List<Fields> lines = new ArrayList<>();
        lines.add(Fields.of("tables").with("count", rows.size()));
        rows.stream().map(row -> row.copied().toLine()).forEach(lines::add);
        leftOut.forEach(title -> lines.add(Fields.of("left-out").with("what", title)));
        return Fields.text(lines);
    }

    private void addScripts(LogicalSnapshot snapshot, List<Item> items) {
        if (options.hasSchema()) {
            snapshot.text(Layout.PRE_DATA, script(items, Section.PRE));
            snapshot.text(Layout.POST_DATA, script(items, Section.POST));
            snapshot.text(Layout.PRIVILEGES, script(items, Section.PRIVILEGES));
        }
    }

    private static ByteString script(List<Item> items, Section section) {
        Map<String, TableName> tables = new HashMap<>();
        items.stream()
                .filter(item -> item.key() != null)
                .forEach(item -> tables.put(item.key(), new TableName(item.schema(), item.name())));
        return ByteString.of(Scripts.write(items.stream()
                .filter(item -> item.section() == section)
                .map(item -> statement(item, tables))
                .toList()));
    }

    private static Statement statement(Item item, Map<String, TableName> tables) {
        TableName own = item.kind().equals("TABLE") ? new TableName(item.schema(), item.name()) : null;
        String name = item.schema().isEmpty() || item.kind().equals("SCHEMA")
                ? item.name()
                : item.schema() + '.' + item.name();
        TableName table = item.parent() == null ? own : tables.get(item.parent());
        return new Statement(item.kind(), name, table, references(item, tables), item.sql());
    }

    private static @Nullable TableName references(Item item, Map<String, TableName> tables) {
        return item.needs().stream()
                .filter(key -> item.kind().equals("FOREIGN KEY") && !key.equals(item.parent()))
                .map(tables::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static long[] largeObjects(Connection connection) throws SQLException {
        return Sql.list(
                        connection,
                        "select oid from pg_catalog.pg_largeobject_metadata order by oid",
                        row -> row.getLong(1))
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }
}
