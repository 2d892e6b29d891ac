package io.backup4j.sql.sqlite;

import io.backup4j.api.BackupSource;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * One or several SQLite databases, in use or not, each as one entry that is called like its file.
 *
 * <p>Opening the source has SQLite copy each database in one step of its backup interface, so that the copy is one
 * committed state, whoever writes meanwhile and from whichever process. In WAL mode writers go on; with a rollback
 * journal they wait for the copy. Several databases are copied one after the other: each is consistent, all together are
 * of nearly the same moment only. The copies lie in a private directory inside the system's temporary directory, or the
 * one that {@link #temporaryDirectory} names, which needs room for them, and are deleted when the run ends. Each copy is
 * checked (length, {@code quick_check}) before a byte of it is stored; a check that cannot run, because SQLite does not find a
 * function or collation that only the application has, is a warning. Content is cut by pages: the next backup stores those that
 * changed.
 *
 * <p>A database in a file that certainly has not changed since the backup before (number, size and times of its file and
 * of its write-ahead log) is not copied. Where a system does not tell the time of a file's last change, every run copies.
 *
 * <p>The file of a database in use is never opened other than by SQLite itself. Like every connection, the one used here
 * may finish what a program that was killed has left: roll a journal back, move commits from the log into the database.
 *
 * <p>Kept beside the pages are application id, user version, page size, encoding and journal mode, as properties of the
 * component, with the name of the entry and a slash in front. Immutable; safe for use by several threads.
 */
public final class SqliteSource implements BackupSource {
    private final List<Database> databases;
    private final SqliteOptions options;
    private final Runnable whenCommitted;

    private SqliteSource(List<Database> databases, SqliteOptions options, Runnable whenCommitted) {
        this.databases = databases;
        this.options = options;
        this.whenCommitted = whenCommitted;
    }

    private static SqliteSource of(Database database, SqliteOptions options) {
        return new SqliteSource(List.of(database), options, () -> {});
    }

    /** Returns what is to be replaced by a restore, checked as a restore checks it: what does not pass could not come back. */
    static SqliteSource replaced(Database database, SqliteOptions options) {
        return of(database, options.checking(Soundness.Depth.FULL));
    }

    /** Returns this source, telling when a restore point of it is durable. */
    SqliteSource whenCommitted(Runnable action) {
        return new SqliteSource(databases, options, action);
    }

    /** Returns the database in a file; whether it is there is looked at when the source is opened. */
    public static SqliteSource of(Path database) {
        return of(Database.inFile(database), SqliteOptions.DEFAULT);
    }

    /**
     * Returns a database that only this connection reaches, above all one in memory. It must not be in a transaction that
     * has written when a backup begins and must have autocommit on, which is refused otherwise, and is never closed.
     *
     * @param name what the entry is called
     * @throws IllegalArgumentException when the name is not allowed in a path or is empty
     */
    public static SqliteSource of(String name, Connection connection) {
        return of(Database.behind(name, connection), SqliteOptions.DEFAULT);
    }

    /**
     * Returns a database that each connection of {@code connections} reaches, for instance one in memory with a shared
     * cache. One connection, with autocommit on, is taken for each backup and closed again, outside of any transaction.
     *
     * @param name what the entry is called
     * @throws IllegalArgumentException when the name is not allowed in a path or is empty
     */
    public static SqliteSource of(String name, DataSource connections) {
        return of(Database.behind(name, connections), SqliteOptions.DEFAULT);
    }

    /**
     * Returns this source with the database in a further file.
     *
     * @throws IllegalArgumentException when there is a database of this name already
     */
    public SqliteSource and(Path database) {
        return and(Database.inFile(database));
    }

    /** Returns this source with its copies below {@code directory}, which must exist; the system's temporary directory by default. */
    public SqliteSource temporaryDirectory(Path directory) {
        return new SqliteSource(databases, options.in(directory), whenCommitted);
    }

    /**
     * Returns this source waiting so long for locks of other connections, 30 seconds by default.
     *
     * @throws IllegalArgumentException when it is negative or longer than a day
     */
    public SqliteSource busyTimeout(Duration timeout) {
        return new SqliteSource(databases, options.waiting(timeout), whenCommitted);
    }

    private SqliteSource and(Database more) {
        for (Database database : databases) {
            if (database.entry().equals(more.entry())) {
                throw new IllegalArgumentException("Two databases are called '" + more.entry() + "': "
                        + database.location() + " and " + more.location() + "; make a component of each");
            }
        }
        List<Database> all = new ArrayList<>(databases);
        all.add(more);
        all.sort(Comparator.comparing(Database::entry));
        return new SqliteSource(List.copyOf(all), options, whenCommitted);
    }

    @Override
    public String type() {
        return "sqlite";
    }

    @Override
    public String location() {
        return databases.stream().map(Database::location).collect(Collectors.joining(", "));
    }

    @Override
    public SourceSnapshot open(SourceContext context) throws IOException {
        return SqliteSnapshot.of(databases, options, context, whenCommitted);
    }

    @Override
    public String toString() {
        return "SqliteSource[" + location() + "]";
    }
}
