package io.backup4j.sql.postgres;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.restore.Destination;
import io.backup4j.sql.postgres.internal.restore.RestoreFlow;
import io.backup4j.sql.postgres.internal.restore.RestoreOptions;
import io.backup4j.sql.postgres.internal.restore.WholeDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where a backup of a PostgreSQL database goes.
 *
 * <p>A restore is done or it is not: after any failure everything is as it was, and none is passed over. A restore to
 * another major version than that of the source is possible. Before the first write everything that is missing is named at
 * once: roles, extensions, rights. The whole component must be selected. Immutable; safe for use by several threads.
 */
public final class PostgresTarget implements RestoreTarget {
    private final String location;
    private final Function<RestoreOptions, Destination> destinations;
    private final RestoreOptions options;

    private PostgresTarget(
            String location, Function<RestoreOptions, Destination> destinations, RestoreOptions options) {
        this.location = location;
        this.destinations = destinations;
        this.options = options;
    }

    /** Returns a database that does not exist yet. It appears under its name when everything is in it. */
    public static PostgresTarget newDatabase(PostgresServer server, String database) {
        return new PostgresTarget(
                "postgres database '" + database + "'",
                options -> new WholeDatabase(server::connect, database, false, "", options),
                RestoreOptions.defaults());
    }

    /** Returns this target with everything owned by who restores, and no privileges granted. */
    public PostgresTarget withoutOwnership() {
        return with(
                new RestoreOptions(false, options.createsRoles(), options.disconnectsOthers(), options.lockTimeout()));
    }

    /** Returns this target with roles that are missing created, without passwords; needs the right CREATEROLE. */
    public PostgresTarget createMissingRoles() {
        return with(
                new RestoreOptions(options.keepsOwnership(), true, options.disconnectsOthers(), options.lockTimeout()));
    }

    private PostgresTarget with(RestoreOptions newOptions) {
        return new PostgresTarget(location, destinations, newOptions);
    }

    @Override
    public String location() {
        return location;
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
    public RestoreSession open(CancelSignal cancel) {
        return new RestoreFlow(destinations.apply(options), options, cancel);
    }

    @Override
    public String toString() {
        return "PostgresTarget[" + location + "]";
    }
}
