package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreSession;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.CopiedTable;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Fields;
import io.backup4j.sql.postgres.internal.layout.Layout;
import io.backup4j.sql.postgres.internal.layout.Scripts;
import io.backup4j.sql.postgres.internal.layout.Statement;
import io.backup4j.sql.postgres.internal.layout.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Takes the entries of a component one after the other. The first failure is the last thing that happens: nothing that
 * comes after it is looked at, and {@link #finish} fails, so that no error is ever counted as a success. One thread.
 */
public final class RestoreFlow implements RestoreSession {
    private final Destination destination;
    private final RestoreOptions options;
    private final Loader loader;
    private final Map<TableName, CopiedTable> tables = new HashMap<>();
    private final Map<TableName, Long> rows = new HashMap<>();
    private final List<Statement> last = new ArrayList<>();
    private @Nullable Exception failure;
    private @Nullable Description description;
    private volatile @Nullable Connection connection;
    private boolean isDataBegun;
    private boolean isDataEnded;
    private boolean areRowsCounted;

    /** Prepares a restore. The destination is closed with it. */
    public RestoreFlow(Destination destination, RestoreOptions options, CancelSignal cancel) {
        this.destination = destination;
        this.options = options;
        this.loader = new Loader(cancel);
        cancel.onCancel(this::stop);
    }

    /** Ends the statement that is running, from another thread. */
    private void stop() {
        Connection running = connection;
        try {
            if (running != null) {
                running.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            // It cannot be reached any more, so it does nothing any more.
        }
    }

    @Override
    public void restore(Entry entry, EntryContent content) throws IOException {
        if (failure != null || entry.kind() == EntryKind.DIRECTORY) {
            return;
        }
        try {
            take(entry.path(), content);
        } catch (SQLException e) {
            IOException told = Sql.failure("Restoring '" + entry.path() + "' failed", e);
            failure = told;
            throw told;
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private void take(EntryPath path, EntryContent content) throws IOException, SQLException {
        if (path.equals(Layout.DATABASE)) {
            begin(Description.parse(text(content)));
        } else if (connection == null) {
            throw new IOException("The first entry of a PostgreSQL backup is '" + Layout.DATABASE + "' and this is '"
                    + path + "': it is a backup of something else, or the selection leaves that entry out");
        } else if (path.startsWith(Layout.DATA)) {
            takeRows(path, content, connection);
        } else if (path.startsWith(Layout.LARGE_OBJECTS)) {
            takeLargeObject(path, content, connection);
        } else {
            takeOther(path, content, connection);
        }
    }

    private void begin(Description described) throws IOException, SQLException {
        List<String> problems = destination.problems(described);
        if (!problems.isEmpty()) {
            throw new IOException("Nothing has been changed, because: " + String.join("; ", problems));
        }
        description = described;
        connection = destination.begin(described);
    }

    private void takeOther(EntryPath path, EntryContent content, Connection open) throws IOException, SQLException {
        if (path.equals(Layout.TABLES)) {
            for (Fields line : Fields.parseText(text(content))) {
                if (CopiedTable.is(line)) {
                    CopiedTable table = CopiedTable.of(line);
                    tables.put(table.name(), table);
                }
            }
        } else if (path.equals(Layout.PRE_DATA)) {
            runDefinitions(content, open);
        } else if (path.equals(Layout.SEQUENCES) || path.equals(Layout.POST_DATA)) {
            endData();
            run(content, open);
        } else if (path.equals(Layout.PRIVILEGES)) {
            runPrivileges(content, open);
        } else if (path.equals(Layout.ROWS)) {
            checkRows(Fields.parseText(text(content)));
        } else {
            throw new IOException("'" + path + "' is not part of a PostgreSQL backup");
        }
    }

    private void runDefinitions(EntryContent content, Connection open) throws IOException, SQLException {
        List<Statement> statements = new ArrayList<>();
        try (InputStream in = content.open()) {
            Scripts.read(in, statements::add);
        }
        destination.beforeDefinitions(statements);
        for (Statement statement : statements) {
            if (destination.wants(statement)) {
                execute(statement, open);
            }
        }
    }

    private void run(EntryContent content, Connection open) throws IOException, SQLException {
        try (InputStream in = content.open()) {
            Scripts.read(in, statement -> {
                if (!destination.wants(statement)) {
                    return;
                }
                // They would fire at what is still to come.
                if (statement.kind().equals("EVENT TRIGGER") || !last.isEmpty()) {
                    last.add(statement);
                } else {
                    execute(statement, open);
                }
            });
        }
    }

    private void runPrivileges(EntryContent content, Connection open) throws IOException {
        if (!options.keepsOwnership()) {
            return;
        }
        try (InputStream in = content.open()) {
            Scripts.read(in, statement -> {
                if (destination.wants(statement)) {
                    execute(statement, open);
                }
            });
        }
    }

    private static void execute(Statement statement, Connection open) throws IOException {
        try {
            Sql.run(open, whole(statement.sql()));
        } catch (SQLException e) {
            throw Sql.failure("The " + statement.title() + " could not be restored", e);
        }
    }

    /** The driver parts statements at semicolons, which the body of a function in standard SQL has too: inside a text it does not look. */
    private static String whole(String sql) {
        return sql.contains("BEGIN ATOMIC") ? "DO " + Sql.literal("BEGIN EXECUTE " + Sql.literal(sql) + "; END") : sql;
    }

    private void takeRows(EntryPath path, EntryContent content, Connection open) throws IOException, SQLException {
        CopiedTable table = Layout.tableOf(path).map(tables::get).orElse(null);
        if (table == null) {
            throw new IOException("'" + path + "' holds the rows of a table that the backup does not know");
        }
        beginData();
        Optional<String> command = destination.copyCommand(table);
        if (command.isPresent()) {
            rows.put(table.name(), loader.copy(open, command.get(), table.name(), content));
        }
    }

    private void takeLargeObject(EntryPath path, EntryContent content, Connection open)
            throws IOException, SQLException {
        long oid = Layout.largeObjectOf(path)
                .orElseThrow(() -> new IOException("'" + path + "' is not part of a PostgreSQL backup"));
        beginData();
        if (destination.takesLargeObjects()) {
            loader.largeObject(open, oid, content);
        }
    }

    private void beginData() throws IOException, SQLException {
        if (!isDataBegun) {
            isDataBegun = true;
            destination.beforeData(List.copyOf(tables.values()));
        }
    }

    private void endData() throws IOException, SQLException {
        beginData();
        if (!isDataEnded) {
            isDataEnded = true;
            destination.afterData();
        }
    }

    private void checkRows(List<Fields> lines) throws IOException {
        areRowsCounted = true;
        for (Fields line : lines) {
            if (!CopiedTable.is(line)) {
                continue;
            }
            List<String> name = line.list("name");
            TableName table = new TableName(name.get(0), name.get(1));
            Long taken = rows.get(table);
            boolean isWanted = destination
                    .copyCommand(tables.getOrDefault(table, new CopiedTable(table, List.of(), List.of())))
                    .isPresent();
            if (isWanted && (taken == null || taken != line.number("rows"))) {
                throw new IOException(
                        "The table " + table + " had " + line.get("rows") + " rows when it was backed up, and "
                                + (taken == null ? "none" : taken.toString()) + " came back");
            }
        }
    }

    @Override
    public List<EntryIssue> finish() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "The database is as it was before, because of a failure: " + failure.getMessage(), failure);
        }
        if (description == null || connection == null || !areRowsCounted) {
            throw new IOException("The database is as it was before: '"
                    + (description == null ? Layout.DATABASE : Layout.ROWS)
                    + "' was not among the entries, so this was not a whole PostgreSQL backup");
        }
        try {
            endData();
            for (Statement statement : last) {
                execute(statement, connection);
            }
            destination.complete();
            return List.of();
        } catch (SQLException e) {
            throw Sql.failure("The restore could not be completed", e);
        }
    }

    private static ByteString text(EntryContent content) throws IOException {
        try (InputStream in = content.open()) {
            return ByteString.of(in.readAllBytes());
        }
    }

    @Override
    public void close() throws IOException {
        destination.close();
    }
}
