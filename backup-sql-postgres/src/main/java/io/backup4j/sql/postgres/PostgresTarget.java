package io.backup4j.sql.postgres;

import io.backup4j.api.BackupSource;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Component;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Layout;
import io.backup4j.sql.postgres.internal.layout.TableName;
import io.backup4j.sql.postgres.internal.restore.Destination;
import io.backup4j.sql.postgres.internal.restore.ExistingDatabase;
import io.backup4j.sql.postgres.internal.restore.Replaced;
import io.backup4j.sql.postgres.internal.restore.RestoreFlow;
import io.backup4j.sql.postgres.internal.restore.RestoreOptions;
import io.backup4j.sql.postgres.internal.restore.SingleTables;
import io.backup4j.sql.postgres.internal.restore.WholeDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a backup of a PostgreSQL database goes.
 *
 * <p>A restore is done or it is not: after any failure everything is as it was, and none is passed over. A restore to
 * another major version than that of the source is possible. Before the first write everything that is missing is named at
 * once: roles, extensions, rights. The whole component must be selected. Immutable; safe for use by several threads.
 */
public final class PostgresTarget implements RestoreTarget {
    private final String location;
    private final @Nullable DataSource existing;
    private final Function<RestoreOptions, Destination> destinations;
    private final RestoreOptions options;

    private PostgresTarget(
            String location,
            @Nullable DataSource existing,
            Function<RestoreOptions, Destination> destinations,
            RestoreOptions options) {
        this.location = location;
        this.existing = existing;
        this.destinations = destinations;
        this.options = options;
    }

    /** Returns a database that does not exist yet. It appears under its name when everything is in it. */
    public static PostgresTarget newDatabase(PostgresServer server, String database) {
        return whole(database, options -> new WholeDatabase(server::connect, database, false, "", options));
    }

    /**
     * Returns a database that may exist: it is replaced by renaming when the restore is complete, and the present one
     * stays under another name as a {@link SafetyCopy}, by which one call takes the restore back. Nobody may be connected to
     * it, see {@link #disconnectOthers()}.
     */
    public static PostgresTarget replaceDatabase(PostgresServer server, String database) {
        return whole(
                database,
                options -> new WholeDatabase(
                        server::connect, database, true, SafetyCopy.nameOf(database, Instant.now()), options));
    }

    private static PostgresTarget whole(String database, Function<RestoreOptions, Destination> destinations) {
        return new PostgresTarget(
                "postgres database '" + database + "'", null, destinations, RestoreOptions.defaults());
    }

    private static PostgresTarget part(
            String location, DataSource existing, Function<RestoreOptions, Destination> destinations) {
        return new PostgresTarget(location, existing, destinations, RestoreOptions.defaults());
    }

    /**
     * Returns a database that exists, into which the schemas of the backup are made in one transaction. What the backup has
     * must not be there yet.
     */
    public static PostgresTarget intoDatabase(DataSource source) {
        return part(Locations.of(source), source, options -> new ExistingDatabase(source, false, options));
    }

    /**
     * Returns a database that exists, in which the schemas of the backup are replaced in one transaction, with everything
     * in them; what lies outside of them must not hang on them. From a backup of data only the rows of the tables are
     * replaced. Large objects that are there must be those of the backup. What is replaced becomes a restore point first, over
     * further connections, while writers wait.
     */
    public static PostgresTarget replaceSchemas(DataSource source) {
        return part(Locations.of(source), source, options -> new ExistingDatabase(source, true, options));
    }

    /**
     * Returns tables of a database that exists, which are replaced in one transaction: one that is there gets the rows of the
     * backup, with triggers silent and foreign keys checked at the end; one that is not there is made. The rows that are
     * replaced become a restore point first, over further connections, while writers wait.
     *
     * @param tables names of tables, {@code schema.table}; the first dot ends the schema
     * @throws IllegalArgumentException when there is none, or a name has no dot
     */
    public static PostgresTarget tables(DataSource source, Collection<String> tables) {
        Set<TableName> names = names(tables);
        return part(
                "tables " + new TreeSet<>(names) + " of " + Locations.of(source),
                source,
                options -> new SingleTables(source, names, null, options));
    }

    /**
     * Returns a schema of a database that exists, made when it is not there, into which tables of the backup go as plain copies: their columns and
     * rows, without keys, defaults and triggers, to look at and to take rows from.
     *
     * @param tables names of tables, {@code schema.table}; the first dot ends the schema
     * @throws IllegalArgumentException when there is none, or a name has no dot
     */
    public static PostgresTarget tablesBeside(DataSource source, Collection<String> tables, String schema) {
        Set<TableName> names = names(tables);
        return part(
                "schema '" + schema + "' of " + Locations.of(source),
                source,
                options -> new SingleTables(source, names, schema, options));
    }

    private static Set<TableName> names(Collection<String> tables) {
        Set<TableName> names = tables.stream().map(TableName::parse).collect(Collectors.toSet());
        if (names.isEmpty()) {
            throw new IllegalArgumentException("At least one table is needed");
        }
        return names;
    }

    /** Returns this target with everything owned by who restores, and no privileges granted. */
    public PostgresTarget withoutOwnership() {
        return with(options.withoutOwnership());
    }

    /** Returns this target with roles that are missing created, without passwords; needs the right CREATEROLE. */
    public PostgresTarget createMissingRoles() {
        return with(options.creatingRoles());
    }

    /** Returns this target with sessions ended that use the database which is replaced. */
    public PostgresTarget disconnectOthers() {
        return with(options.disconnectingOthers());
    }

    /**
     * Returns this target with another time to wait for locks of what is replaced; 10 seconds by default.
     *
     * @throws IllegalArgumentException when it is less than a millisecond
     */
    public PostgresTarget lockTimeout(Duration lockTimeout) {
        if (lockTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("The time to wait for locks must be positive, not " + lockTimeout);
        }
        return with(options.withLockTimeout(lockTimeout));
    }

    /**
     * Returns this target with another number of connections that load tables and build indexes and keys at once, when a
     * whole database is restored; 4 by default. Rows are loaded by no more than the repository has workers. Into
     * a database that exists everything goes in one transaction, so over one connection.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public PostgresTarget connections(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("At least one connection is needed, not " + connections);
        }
        return with(options.withConnections(connections));
    }

    private PostgresTarget with(RestoreOptions newOptions) {
        return new PostgresTarget(location, existing, destinations, newOptions);
    }

    @Override
    public String location() {
        return location;
    }

    /**
     * Refuses what is no backup of a PostgreSQL database.
     *
     * @throws IOException when the component is of another kind
     */
    @Override
    public void check(Component component) throws IOException {
        if (!component.sourceType().equals(PostgresSource.TYPE)) {
            throw new IOException("The component '" + component.name() + "' is a backup of something else ("
                    + component.sourceType() + ") and not of a PostgreSQL database");
        }
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) throws IOException {
        try (Destination destination = destinations.apply(options)) {
            destination.plan(entries, actions);
        } catch (SQLException e) {
            throw Sql.failure("The server could not be looked at", e);
        }
    }

    @Override
    public boolean isEmpty() throws IOException {
        try (Destination destination = destinations.apply(options)) {
            return destination.isEmpty();
        } catch (SQLException e) {
            throw Sql.failure("The server could not be looked at", e);
        }
    }

    @Override
    public int concurrency() {
        return existing == null ? options.connections() : 1;
    }

    @Override
    public int stage(EntryPath path) {
        return Layout.stage(path);
    }

    /** Schemas and tables are changed from the first statement on; a whole database is renamed at the end. */
    @Override
    public int changingStage() {
        return existing == null ? Integer.MAX_VALUE : Layout.stage(Layout.DATA);
    }

    @Override
    public RestoreSession open(CancelSignal cancel) {
        return new RestoreFlow(destinations.apply(options), options, this::saved, cancel);
    }

    private BackupSource saved(Replaced replaced) {
        if (existing == null) {
            throw new IllegalStateException("A database that is replaced stays as it is");
        }
        return PostgresSource.replaced(existing, replaced, location);
    }

    @Override
    public String toString() {
        return "PostgresTarget[" + location + "]";
    }
}
