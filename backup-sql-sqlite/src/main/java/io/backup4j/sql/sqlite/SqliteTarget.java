package io.backup4j.sql.sqlite;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Component;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.api.RestoreHook;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A SQLite database into which one entry is restored: a database that {@link SqliteSource} has backed up, or the file of
 * one.
 *
 * <p>All content is received into a private file first, and must be a sound database ({@code integrity_check}, or as much of
 * it as can run without functions and collations that only the application has, and a warning); until then nothing has been touched. Then the database is replaced at one moment, in one of two ways:
 *
 * <ul>
 *   <li>{@link #into(Path)}: <b>the file, while no program has it open.</b> The file that is there, when {@link
 *       #overwriting()} allows to replace it, is moved aside together with its {@code -wal}, {@code -shm} and {@code -journal},
 *       and the new one is renamed into its place. What was moved aside is deleted when it is safe in a restore point and has not changed
 *       since, and is kept with a warning otherwise. It gets the owner and permissions of the old one; a new one is for this
 *       user alone. Where the name is a link, the file that it leads to is replaced or made. A process that is killed at any moment leaves the old database or the new one. A database that is in use is refused, as far as that can be
 *       seen: by locks, and on Linux by looking at the open files of processes.
 *   <li>{@code live(…)}: <b>through SQLite, while programs have it open.</b> It is one transaction for all of them; who reads
 *       goes on seeing the old state until the read ends, who writes afterwards writes into the new one. What an application
 *       has cached it must forget by itself: see {@link #around}. The result is compared with what was restored, because
 *       SQLite reports success when it has done nothing. Page sizes and text encodings must be equal.
 * </ul>
 *
 * <p>Before anything is replaced the engine makes a restore point of it, from which {@code BackupRepository.undo} takes the
 * restore back; what does not pass the same check could not come back, and is replaced without a safety backup only. When a restore fails, the database is as it was before. Immutable; one restore at a time.
 */
public final class SqliteTarget implements RestoreTarget {
    /** What may hold a database: our own backups, and whatever is bytes in a file. */
    private static final Set<String> TYPES = Set.of("sqlite", "files", "command", "archive");

    private final Database database;
    private final boolean live;
    private final boolean overwrites;
    private final List<RestoreHook> hooks;
    private final SqliteOptions options;

    private SqliteTarget(
            Database database, boolean live, boolean overwrites, List<RestoreHook> hooks, SqliteOptions options) {
        this.database = database;
        this.live = live;
        this.overwrites = overwrites;
        this.hooks = hooks;
        this.options = options;
    }

    /** Returns a file that no program has open; when there is one already, the restore is refused unless {@link #overwriting()}. */
    public static SqliteTarget into(Path database) {
        return new SqliteTarget(Database.inFile(database), false, false, List.of(), SqliteOptions.DEFAULT);
    }

    /** Returns the database in a file that programs have open. */
    public static SqliteTarget live(Path database) {
        return live(Database.inFile(database));
    }

    /**
     * Returns a database that only this connection reaches, above all one in memory. It must not be in a transaction and must
     * have autocommit on, and is never closed.
     *
     * @param name what it is called, the same as for its source
     * @throws IllegalArgumentException when the name is not allowed in a path or is empty
     */
    public static SqliteTarget live(String name, Connection connection) {
        return live(Database.behind(name, connection));
    }

    /**
     * Returns a database that each connection of {@code connections} reaches; one, with autocommit on, is taken and closed again.
     *
     * @param name what it is called, the same as for its source
     * @throws IllegalArgumentException when the name is not allowed in a path or is empty
     */
    public static SqliteTarget live(String name, DataSource connections) {
        return live(Database.behind(name, connections));
    }

    private static SqliteTarget live(Database database) {
        return new SqliteTarget(database, true, true, List.of(), SqliteOptions.DEFAULT);
    }

    /** Returns this target, allowed to replace a database that is there; a live one always is. */
    public SqliteTarget overwriting() {
        return new SqliteTarget(database, live, true, hooks, options);
    }

    /** Returns this target with a further hook around the replacement, for instance one that closes and opens a pool. */
    public SqliteTarget around(RestoreHook hook) {
        List<RestoreHook> more = new ArrayList<>(hooks);
        more.add(hook);
        return new SqliteTarget(database, live, overwrites, List.copyOf(more), options);
    }

    /**
     * Returns this target with its copies below {@code directory}, which must exist, instead of the system's temporary
     * directory: up to three of the database for a live one, one for a file.
     */
    public SqliteTarget temporaryDirectory(Path directory) {
        return new SqliteTarget(database, live, overwrites, hooks, options.in(directory));
    }

    /**
     * Returns this target waiting so long for locks of other connections, 30 seconds by default.
     *
     * @throws IllegalArgumentException when it is negative or longer than a day
     */
    public SqliteTarget busyTimeout(Duration timeout) {
        return new SqliteTarget(database, live, overwrites, hooks, options.waiting(timeout));
    }

    @Override
    public String location() {
        return database.location();
    }

    @Override
    public void check(Component component) throws IOException {
        if (!TYPES.contains(component.sourceType())) {
            throw new IOException("It is a backup of the type '" + component.sourceType()
                    + "', and a SQLite database takes SQLite databases only");
        }
    }

    /** Fails when there is not exactly one file, or anything else than directories beside it. */
    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) throws IOException {
        Entry file = null;
        for (Entry entry : entries) {
            if (entry.kind() == EntryKind.DIRECTORY) {
                continue;
            }
            if (file != null || entry.kind() != EntryKind.FILE) {
                throw new IOException("One database is restored at a time, and there is also '" + entry.path()
                        + "'; select the component or the path of the one that is meant");
            }
            file = entry;
        }
        if (file == null) {
            throw new IOException("There is no database to restore");
        }
        actions.accept(action(file));
    }

    private PlannedAction action(Entry file) throws IOException {
        long bytes = Math.max(0, file.size());
        if (place().isEmpty()) {
            return new PlannedAction(file.path(), Action.CREATE, bytes, "");
        }
        if (!overwrites) {
            return new PlannedAction(file.path(), Action.CONFLICT, bytes, "there is a database already");
        }
        // Who has it open now may be gone when hooks have been called; it is looked at again then.
        String use = hooks.isEmpty() ? place().use() : "";
        return use.isEmpty()
                ? new PlannedAction(file.path(), Action.OVERWRITE, bytes, "")
                : new PlannedAction(file.path(), Action.CONFLICT, bytes, use);
    }

    @Override
    public boolean isEmpty() throws IOException {
        return place().isEmpty();
    }

    @Override
    public long usableBytes() throws IOException {
        return place().usableBytes();
    }

    @Override
    public RestoreSession open(CancelSignal cancel) throws IOException {
        return DatabaseRestore.begin(place(), new Hooks(hooks));
    }

    private Place place() throws IOException {
        if (live) {
            return new LivePlace(database, options);
        }
        Database.InFile named = (Database.InFile) database;
        return new FilePlace(named, named.file(), options);
    }

    @Override
    public String toString() {
        return "SqliteTarget[" + location() + (live ? ", live" : "") + "]";
    }
}
