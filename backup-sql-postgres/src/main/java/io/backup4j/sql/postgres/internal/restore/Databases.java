package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The databases of a server, seen from the maintenance database. */
public final class Databases {
    /** How long sessions that are told to end may take, in steps of a tenth of a second. */
    private static final int PATIENCE = 100;

    /** Who uses a database. Workers of autovacuum, which have no user, the server ends itself when it renames the database. */
    private static final String SESSIONS = " from pg_catalog.pg_stat_activity where datname = ?"
            + " and pid <> pg_catalog.pg_backend_pid() and usesysid is not null";

    private Databases() {}

    /** Returns whether there is a database of that name. */
    public static boolean exists(Connection maintenance, String name) throws SQLException {
        return !Sql.texts(maintenance, "select 1 from pg_catalog.pg_database where datname = ?", name)
                .isEmpty();
    }

    static boolean mayCreate(Connection maintenance) throws SQLException {
        return !Sql.texts(
                        maintenance,
                        "select 1 from pg_catalog.pg_roles where rolname = current_user and (rolcreatedb or rolsuper)")
                .isEmpty();
    }

    /** Returns what stands against renaming a database. */
    static List<String> obstaclesToReplacing(Connection maintenance, String name, boolean disconnectsOthers)
            throws SQLException {
        List<String> obstacles = new ArrayList<>();
        if (Sql.texts(
                        maintenance,
                        "select 1 from pg_catalog.pg_database where datname = ? and pg_catalog.pg_has_role(datdba, 'USAGE')",
                        name)
                .isEmpty()) {
            obstacles.add("only the owner of the database '" + name + "' may replace it");
        }
        List<String> sessions = sessions(maintenance, name);
        if (!sessions.isEmpty() && !disconnectsOthers) {
            obstacles.add(sessions.size() + " connections to '" + name + "' are open (" + String.join(", ", sessions)
                    + "); close them, or have them ended");
        }
        obstacles.addAll(Sql.texts(
                maintenance,
                "select 'the replication slot ' || slot_name || ' is in use for ''' || database || ''''"
                        + " from pg_catalog.pg_replication_slots where database = ?",
                name));
        return obstacles;
    }

    private static List<String> sessions(Connection maintenance, String name) throws SQLException {
        return Sql.texts(
                maintenance,
                "select coalesce(usename, '') || case when application_name = '' then '' else ' ' || application_name end"
                        + SESSIONS,
                name);
    }

    static void rename(Connection maintenance, String from, String to) throws SQLException {
        Sql.run(maintenance, "ALTER DATABASE " + Sql.quote(from) + " RENAME TO " + Sql.quote(to));
    }

    /** Gives a database the limit of connections of another one, if that is there. */
    static void takeOverConnectionLimit(Connection maintenance, String from, String to) throws SQLException {
        Optional<String> limit = Sql.text(
                maintenance,
                "select datconnlimit from pg_catalog.pg_database where datname = ? and datconnlimit >= 0",
                from);
        if (limit.isPresent()) {
            Sql.run(maintenance, "ALTER DATABASE " + Sql.quote(to) + " CONNECTION LIMIT " + limit.get());
        }
    }

    /** Drops a database; the sessions that use it are ended. */
    static void drop(Connection maintenance, String name) throws SQLException {
        Sql.run(maintenance, "DROP DATABASE IF EXISTS " + Sql.quote(name) + " WITH (FORCE)");
    }

    /**
     * Puts a database in the place of another one, in one transaction; of none, when there is none of that name.
     *
     * @param coming the name of the new one
     * @param name the name that it gets
     * @param leaving the name that the one that has it now gets
     */
    public static void swap(
            Connection maintenance, String coming, String name, String leaving, boolean disconnectsOthers)
            throws IOException, SQLException {
        if (exists(maintenance, name)) {
            exchange(maintenance, coming, name, leaving, disconnectsOthers);
        } else {
            rename(maintenance, coming, name);
        }
    }

    private static void exchange(
            Connection maintenance, String coming, String name, String leaving, boolean disconnectsOthers)
            throws IOException, SQLException {
        if (disconnectsOthers) {
            allowConnections(maintenance, name, false);
        }
        boolean isDone = false;
        try {
            if (disconnectsOthers) {
                disconnect(maintenance, name);
            }
            renameBoth(maintenance, coming, name, leaving);
            isDone = true;
        } finally {
            if (disconnectsOthers) {
                allowConnections(maintenance, isDone ? leaving : name, true);
            }
        }
    }

    private static void renameBoth(Connection maintenance, String coming, String name, String leaving)
            throws SQLException {
        maintenance.setAutoCommit(false);
        try {
            rename(maintenance, name, leaving);
            rename(maintenance, coming, name);
            maintenance.commit();
        } finally {
            maintenance.rollback();
            maintenance.setAutoCommit(true);
        }
    }

    private static void allowConnections(Connection maintenance, String name, boolean isAllowed) throws SQLException {
        Sql.run(maintenance, "ALTER DATABASE " + Sql.quote(name) + " WITH ALLOW_CONNECTIONS " + isAllowed);
    }

    private static void disconnect(Connection maintenance, String name) throws IOException, SQLException {
        for (int i = 0; i < PATIENCE; i++) {
            if (sessions(maintenance, name).isEmpty()) {
                return;
            }
            Sql.list(
                    maintenance,
                    "select pg_catalog.pg_terminate_backend(pid)" + SESSIONS,
                    row -> row.getBoolean(1),
                    name);
            Sql.texts(maintenance, "select pg_catalog.pg_sleep(0.1)");
        }
        throw new IOException(
                "These sessions of '" + name + "' do not end: " + String.join(", ", sessions(maintenance, name)));
    }
}
