package io.backup4j.sql.postgres.internal.export;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Fields;
import io.backup4j.sql.postgres.internal.layout.Layout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One database at one moment, as entries. */
final class LogicalSnapshot implements SourceSnapshot {
    private final Leases leases;
    private final SourceContext context;
    private final RowCounts counts;
    private final Map<EntryPath, SourceEntry> entries = new TreeMap<>();
    private final Map<String, String> properties = new TreeMap<>();
    private long[] largeObjects = {};
    private int nextLargeObject;
    private Iterator<SourceEntry> rest = entries.values().iterator();
    private @Nullable SourceEntry ahead;

    LogicalSnapshot(Leases leases, RowCounts counts, SourceContext context) {
        this.leases = leases;
        this.counts = counts;
        this.context = context;
        entries.put(Layout.ROWS, new Content(file(Layout.ROWS), this::rowLines));
    }

    void describe(Description description) {
        ByteString text = description.toBytes();
        Entry entry = new Entry(
                Layout.DATABASE, EntryKind.FILE, text.length(), null, null, null, Map.of(Layout.DESCRIPTION, text));
        entries.put(Layout.DATABASE, new Content(entry, () -> new ByteArrayInputStream(text.toByteArray())));
        Fields database = description.database();
        properties.put("database", database.get("name"));
        properties.put("server", new ServerVersion(Integer.parseInt(database.get("server"))).toString());
        properties.put("encoding", database.get("encoding"));
        properties.put("parts", String.join(",", database.list("parts")));
        properties.put("definitions", database.get("definitions"));
    }

    void text(EntryPath path, ByteString text) {
        entries.put(
                path, new Content(Entry.file(path, text.length()), () -> new ByteArrayInputStream(text.toByteArray())));
    }

    void table(TableRow table) {
        counts.expect(table.name());
        EntryPath directory = Layout.schema(table.name().schema());
        directory(Layout.DATA);
        directory(directory);
        EntryPath path = Layout.table(table.name().schema(), table.name().table());
        entries.put(path, new Content(file(path), () -> rows(table)));
    }

    void largeObjects(long[] oids) {
        largeObjects = oids;
        counts.expectLargeObjects(oids.length);
        if (oids.length > 0) {
            directory(Layout.LARGE_OBJECTS);
        }
    }

    /** Says that everything is there. */
    void begin() throws SQLException {
        rest = entries.values().iterator();
        counts.begin();
        leases.releaseWhenRead();
    }

    private void directory(EntryPath path) {
        Entry entry = new Entry(path, EntryKind.DIRECTORY, 0, null, null, null, Map.of());
        entries.putIfAbsent(path, new Content(entry, InputStream::nullInputStream));
    }

    private static Entry file(EntryPath path) {
        return Entry.file(path, Entry.UNKNOWN_SIZE);
    }

    /** A database without one of its tables is no backup: when one could not be read, the walk ends. */
    @Override
    public @Nullable SourceEntry next() throws IOException {
        counts.requireNoFailure();
        if (ahead == null && rest.hasNext()) {
            ahead = rest.next();
        }
        SourceEntry next = ahead;
        boolean isPastDirectory = next == null || next.entry().path().compareTo(Layout.LARGE_OBJECTS) > 0;
        if (isPastDirectory && nextLargeObject < largeObjects.length) {
            long oid = largeObjects[nextLargeObject++];
            return new Content(file(Layout.largeObject(oid)), () -> LargeObjectStream.open(leases, oid, counts));
        }
        ahead = null;
        return next;
    }

    private InputStream rows(TableRow table) throws IOException {
        TableState state = counts.of(table.name());
        try {
            return CopyStream.open(table, locked(table), state);
        } catch (SQLException e) {
            IOException failure = Sql.failure("Reading the rows of " + table.name() + " failed", leases.explained(e));
            state.fail(failure);
            throw failure;
        } catch (IOException e) {
            state.fail(e);
            throw e;
        }
    }

    private Lease locked(TableRow table) throws IOException, SQLException {
        Lease lease = leases.any();
        boolean isGood = false;
        try {
            isGood = lease.lock(table.name());
        } finally {
            if (!isGood) {
                lease.close();
            }
        }
        return isGood ? lease : leases.coordinator();
    }

    private InputStream rowLines() throws IOException {
        return new ByteArrayInputStream(Fields.text(counts.await(context)).toByteArray());
    }

    @Override
    public Map<String, String> properties() {
        properties.put("rows", String.valueOf(counts.total()));
        return properties;
    }

    @Override
    public void close() throws IOException {
        leases.close();
    }

    /** Opens content. */
    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    private record Content(Entry entry, Opener opener) implements SourceEntry {
        @Override
        public InputStream open() throws IOException {
            return opener.open();
        }
    }
}
