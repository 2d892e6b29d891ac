package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.api.BackupSource;
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
import io.backup4j.sql.postgres.internal.layout.Statement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Knows which entry of a component means what. The first failure is the last thing that happens: nothing that comes after it
 * is looked at, and {@link #finish} fails, so that no error is ever counted as a success. Rows and large objects may come by
 * several threads at once, all else comes alone.
 */
public final class RestoreFlow implements RestoreSession {
    private final Destination destination;
    private final RestoreOptions options;
    private final Replaced.AsSource saving;
    private final CancelSignal cancel;
    private final Loader loader;
    private final RestoredRows rows = new RestoredRows();
    private final List<Statement> definitions = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile @Nullable Begun begun;
    private boolean isDataBegun;
    private boolean isDataEnded;
    private boolean areRowsCounted;

    /** What there is from the first entry on. */
    private record Begun(Crew crew, ScriptRunner scripts) {}

    /**
     * Prepares a restore.
     *
     * @param destination where it goes; closed with it
     * @param saving makes a source of what is replaced
     */
    public RestoreFlow(Destination destination, RestoreOptions options, Replaced.AsSource saving, CancelSignal cancel) {
        this.destination = destination;
        this.options = options;
        this.saving = saving;
        this.cancel = cancel;
        this.loader = new Loader(this::requireWanted);
        cancel.onCancel(this::stop);
    }

    /** From any thread. */
    private void stop() {
        Begun running = begun;
        if (running != null) {
            running.crew().stop();
        }
    }

    private void requireWanted() throws IOException {
        if (cancel.isCancelled()) {
            throw new IOException("The restore was cancelled");
        }
        if (failure.get() != null) {
            throw new IOException("The restore has been given up, because something else failed");
        }
    }

    @Override
    public void restore(Entry entry, EntryContent content) throws IOException {
        if (failure.get() != null || entry.kind() == EntryKind.DIRECTORY) {
            return;
        }
        try {
            take(entry.path(), content);
        } catch (SQLException e) {
            IOException told = Sql.failure("Restoring '" + entry.path() + "' failed", e);
            fail(told);
            throw told;
        } catch (IOException | RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    private void fail(Exception e) {
        if (failure.compareAndSet(null, e)) {
            stop();
        }
    }

    private void take(EntryPath path, EntryContent content) throws IOException, SQLException {
        Begun running = begun;
        if (path.equals(Layout.DATABASE)) {
            begin(Description.parse(Contents.text(content)));
        } else if (running == null) {
            throw new IOException("The first entry of a PostgreSQL backup is '" + Layout.DATABASE + "' and this is '"
                    + path + "': it is a backup of something else, or the selection leaves that entry out");
        } else if (path.startsWith(Layout.DATA)) {
            takeRows(path, content, running);
        } else if (path.startsWith(Layout.LARGE_OBJECTS)) {
            takeLargeObject(path, content, running);
        } else {
            takeOther(path, content, running);
        }
    }

    private void begin(Description described) throws IOException, SQLException {
        List<String> problems = destination.problems(described);
        if (!problems.isEmpty()) {
            throw new IOException("Nothing has been changed, because: " + String.join("; ", problems));
        }
        Crew crew = destination.begin(described);
        begun = new Begun(crew, new ScriptRunner(crew, rows));
        // Who cancelled before that found nobody to stop.
        requireWanted();
    }

    private void takeOther(EntryPath path, EntryContent content, Begun running) throws IOException, SQLException {
        if (path.equals(Layout.TABLES)) {
            rows.expect(Fields.parseText(Contents.text(content)));
        } else if (path.equals(Layout.PRE_DATA)) {
            definitions.addAll(Contents.statements(content));
        } else if (path.equals(Layout.SEQUENCES) || path.equals(Layout.POST_DATA)) {
            endData(running);
            running.scripts().run(wanted(Contents.statements(content)));
        } else if (path.equals(Layout.PRIVILEGES)) {
            endData(running);
            running.scripts()
                    .runPrivileges(options.keepsOwnership() ? wanted(Contents.statements(content)) : List.of());
        } else if (path.equals(Layout.ROWS)) {
            areRowsCounted = true;
            rows.check(
                    Fields.parseText(Contents.text(content)),
                    table -> destination.rowsCommand(table).isPresent());
        } else {
            throw new IOException("'" + path + "' is not part of a PostgreSQL backup");
        }
    }

    private List<Statement> wanted(List<Statement> statements) {
        return statements.stream().filter(destination::wants).toList();
    }

    private void takeRows(EntryPath path, EntryContent content, Begun running) throws IOException, SQLException {
        CopiedTable table = rows.table(path);
        beginData(running);
        Optional<RowsCommand> command = destination.rowsCommand(table);
        if (command.isPresent()) {
            running.crew()
                    .work(connection ->
                            rows.took(table, loader.copy(connection, command.get(), table.name(), content)));
        }
    }

    private void takeLargeObject(EntryPath path, EntryContent content, Begun running) throws IOException, SQLException {
        long oid = Layout.largeObjectOf(path)
                .orElseThrow(() -> new IOException("'" + path + "' is not part of a PostgreSQL backup"));
        beginData(running);
        if (destination.takesLargeObjects()) {
            running.crew().work(connection -> loader.largeObject(connection, oid, content));
        }
    }

    /** Whoever comes first does it, and the others wait. Up to here nothing has been changed. */
    private synchronized void beginData(Begun running) throws IOException, SQLException {
        if (!isDataBegun) {
            isDataBegun = true;
            destination.requirePossible(definitions, rows.tables());
            destination.beforeDefinitions(definitions);
            running.scripts().runInOrder(wanted(definitions));
            destination.beforeData(rows.tables());
        }
    }

    private void endData(Begun running) throws IOException, SQLException {
        beginData(running);
        if (!isDataEnded) {
            isDataEnded = true;
            destination.afterData();
        }
    }

    @Override
    public Optional<BackupSource> replaced() throws IOException {
        requireBegun();
        try {
            destination.requirePossible(definitions, rows.tables());
            Replaced replaced = destination.replaced(definitions, rows.tables());
            return replaced.isNothing() ? Optional.empty() : Optional.of(saving.of(replaced));
        } catch (SQLException e) {
            throw Sql.failure("What is there could not be held as it is", e);
        }
    }

    @Override
    public List<EntryIssue> finish() throws IOException {
        Begun running = requireBegun();
        if (!areRowsCounted) {
            throw incomplete(Layout.ROWS);
        }
        try {
            endData(running);
            running.scripts().runLast();
            destination.complete();
            return List.of();
        } catch (SQLException e) {
            throw Sql.failure("The restore could not be completed", e);
        }
    }

    private Begun requireBegun() throws IOException {
        Exception failed = failure.get();
        if (failed != null) {
            throw new IOException(
                    "The database is as it was before, because of a failure: " + failed.getMessage(), failed);
        }
        Begun running = begun;
        if (running == null) {
            throw incomplete(Layout.DATABASE);
        }
        return running;
    }

    private static IOException incomplete(EntryPath missing) {
        return new IOException("The database is as it was before: '" + missing
                + "' was not among the entries, so this was not a whole PostgreSQL backup");
    }

    @Override
    public void close() throws IOException {
        destination.close();
    }
}
