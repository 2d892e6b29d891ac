package io.backup4j.sql.postgres;

import io.backup4j.api.TargetException;
import io.backup4j.sql.postgres.internal.jdbc.Session;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.restore.DatabaseNames;
import io.backup4j.sql.postgres.internal.restore.Databases;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A database that a restore has replaced, under the name that it has since then. It takes its space until it is dropped.
 *
 * @param database the name that it had
 * @param name the name that it has
 */
public record SafetyCopy(String database, String name) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);
    private static final String BEFORE = "_before_";
    private static final String UNDONE = "_undone_";
    private static final String DIGITS = "[0-9]{17}";

    static String nameOf(String database, Instant now) {
        return DatabaseNames.with(database, BEFORE + TIME.format(now));
    }

    /**
     * Returns the safety copies of a database, newest first.
     *
     * @throws TargetException when the server cannot be looked at
     */
    public static List<SafetyCopy> of(PostgresServer server, String database) {
        String stem = DatabaseNames.with(database, BEFORE + "0".repeat(17)).replaceFirst(BEFORE + "0*$", BEFORE);
        try (Session maintenance = Session.maintenance(server::connect)) {
            return Sql.texts(maintenance.connection(), "select datname from pg_catalog.pg_database").stream()
                    .filter(name -> name.startsWith(stem)
                            && name.substring(stem.length()).matches(DIGITS))
                    .sorted(Comparator.reverseOrder())
                    .map(name -> new SafetyCopy(database, name))
                    .toList();
        } catch (SQLException e) {
            throw new TargetException("Could not look for safety copies of '" + database + "': " + e.getMessage(), e);
        }
    }

    /**
     * Takes the last restore of a database back: the newest safety copy gets its name again, and what was restored stays
     * under another one.
     *
     * @param disconnectsOthers whether sessions that use the database are ended
     * @return the safety copy that was put back; empty when there is none, and nothing was done
     * @throws TargetException when it cannot be put back; everything is then as before
     */
    public static Optional<SafetyCopy> undo(PostgresServer server, String database, boolean disconnectsOthers) {
        Optional<SafetyCopy> newest = of(server, database).stream().findFirst();
        newest.ifPresent(copy -> copy.putBack(server, disconnectsOthers));
        return newest;
    }

    /**
     * Gives the copy its name again; the database that has it now stays under another one.
     *
     * @param disconnectsOthers whether sessions that use that database are ended
     * @throws TargetException when that is not possible; everything is then as before
     */
    public void putBack(PostgresServer server, boolean disconnectsOthers) {
        String leaving = DatabaseNames.with(database, UNDONE + TIME.format(Instant.now()));
        try (Session maintenance = Session.maintenance(server::connect)) {
            Databases.swap(maintenance.connection(), name, database, leaving, disconnectsOthers);
        } catch (SQLException | IOException e) {
            throw new TargetException(
                    "Could not put '" + name + "' back in the place of '" + database + "': " + e.getMessage()
                            + ". Everything is as before",
                    e);
        }
    }

    /**
     * Drops the copy, for good.
     *
     * @throws TargetException when it cannot be dropped
     */
    public void drop(PostgresServer server) {
        try (Session maintenance = Session.maintenance(server::connect)) {
            Sql.run(maintenance.connection(), "DROP DATABASE " + Sql.quote(name));
        } catch (SQLException e) {
            throw new TargetException("Could not drop the database '" + name + "': " + e.getMessage(), e);
        }
    }
}
