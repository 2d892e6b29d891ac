package io.backup4j.sql.postgres.internal.restore;

import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.sql.postgres.internal.layout.Description;
import io.backup4j.sql.postgres.internal.layout.Fields;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a server lacks for a database. */
final class Preflight {
    /** The first version that has the privilege MAINTAIN. */
    private static final int KNOWS_MAINTAIN = 17;

    private final Connection connection;
    private final ServerVersion version;
    private final RestoreOptions options;
    private final boolean isSuperuser;
    private final List<String> problems = new ArrayList<>();

    private Preflight(Connection connection, RestoreOptions options) throws SQLException {
        this.connection = connection;
        this.options = options;
        this.version = ServerVersion.of(connection);
        this.isSuperuser = !Sql.texts(
                        connection, "select 1 from pg_catalog.pg_roles where rolname = current_user and rolsuper")
                .isEmpty();
    }

    /** Returns what is missing, all of it. */
    static List<String> problems(Connection connection, Description description, RestoreOptions options)
            throws IOException, SQLException {
        Preflight preflight = new Preflight(connection, options);
        preflight.lookAtServer();
        preflight.lookAtLocale(description.database());
        preflight.lookAtExtensions(description.lines(Description.EXTENSION));
        preflight.lookAtRoles(description.lines(Description.ROLE));
        return preflight.problems;
    }

    /** Returns what a user should know although it does not stand in the way; empty when there is nothing. */
    static String remarks(Connection connection, Description description) throws IOException, SQLException {
        List<String> remarks = new ArrayList<>();
        ServerVersion here = ServerVersion.of(connection);
        ServerVersion there = new ServerVersion((int) description.database().number("server"));
        if (here.major() != there.major()) {
            remarks.add("the backup is from version " + there + " and the server has " + here);
        }
        if (there.major() >= KNOWS_MAINTAIN && here.major() < KNOWS_MAINTAIN) {
            remarks.add("the privilege MAINTAIN, which servers have since version " + KNOWS_MAINTAIN
                    + ", is not granted to anybody");
        }
        Map<String, String> available = available(connection);
        for (Fields extension : description.lines(Description.EXTENSION)) {
            String version = available.getOrDefault(extension.get("name"), extension.get("version"));
            if (!version.equals(extension.get("version"))) {
                remarks.add("the extension " + extension.get("name") + " had version " + extension.get("version")
                        + " and will have " + version);
            }
        }
        return String.join("; ", remarks);
    }

    private void lookAtServer() throws SQLException {
        if (Sql.text(connection, "select pg_catalog.pg_is_in_recovery()")
                .filter("t"::equals)
                .isPresent()) {
            problems.add("the server is a standby, to which nobody can write: restore to its primary");
        }
        if (!version.isKnown()) {
            problems.add("the server has version " + version + ", and versions " + ServerVersion.OLDEST + " to "
                    + ServerVersion.NEWEST + " can be restored to");
        }
    }

    private void lookAtLocale(Fields database) {
        String provider = database.get("provider");
        if (provider.equals("b") && version.major() < 17 || provider.equals("i") && version.major() < 15) {
            problems.add("the database sorts by the locale provider '" + (provider.equals("b") ? "builtin" : "icu")
                    + "', which a server of version " + version + " cannot use for a whole database");
        }
    }

    private static Map<String, String> available(Connection connection) throws SQLException {
        Map<String, String> versions = new TreeMap<>();
        Sql.list(
                connection,
                "select name, coalesce(installed_version, default_version) from pg_catalog.pg_available_extensions",
                row -> versions.put(row.getString(1), row.getString(2)));
        return versions;
    }

    private void lookAtExtensions(List<Fields> extensions) throws SQLException {
        Set<String> available = available(connection).keySet();
        Set<String> allowed = new HashSet<>(
                Sql.texts(
                        connection,
                        "select name from pg_catalog.pg_available_extension_versions where not superuser or trusted or installed"));
        for (Fields extension : extensions) {
            String name = extension.get("name");
            if (!available.contains(name)) {
                problems.add(
                        "the extension " + name + " (" + extension.get("version") + ") is not installed on the server");
            } else if (!isSuperuser && !allowed.contains(name)) {
                problems.add("only a superuser may create the extension " + name);
            }
        }
    }

    private void lookAtRoles(List<Fields> roles) throws SQLException {
        Set<String> present = new HashSet<>(Sql.texts(connection, "select rolname from pg_catalog.pg_roles"));
        Set<String> missing = new TreeSet<>();
        Set<String> foreign = new TreeSet<>();
        for (Fields role : roles) {
            String name = role.get("name");
            boolean isNeeded = options.keepsOwnership() || role.get("in-policy").equals("true");
            if (isNeeded && !present.contains(name)) {
                missing.add(name);
            } else if (options.keepsOwnership() && role.get("owns").equals("true") && !mayGiveTo(name)) {
                foreign.add(name);
            }
        }
        if (!missing.isEmpty() && !options.createsRoles()) {
            problems.add("these roles are missing: " + String.join(", ", missing)
                    + ". Create them, have them created, or leave ownership and privileges out");
        } else if (!missing.isEmpty() && !mayCreateRoles()) {
            problems.add("the right CREATEROLE is missing, to create the roles " + String.join(", ", missing));
        }
        if (!foreign.isEmpty()) {
            problems.add("who restores is not a member of these roles, so cannot give them what they owned: "
                    + String.join(", ", foreign) + ". Grant the membership, or leave ownership and privileges out");
        }
    }

    private boolean mayGiveTo(String role) throws SQLException {
        String right = version.major() >= 16 ? "SET" : "MEMBER";
        return isSuperuser
                || Sql.text(connection, "select pg_catalog.pg_has_role(current_user, ?::name, '" + right + "')", role)
                        .filter("t"::equals)
                        .isPresent();
    }

    private boolean mayCreateRoles() throws SQLException {
        return isSuperuser
                || !Sql.texts(
                                connection,
                                "select 1 from pg_catalog.pg_roles where rolname = current_user and rolcreaterole")
                        .isEmpty();
    }
}
