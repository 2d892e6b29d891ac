package io.backup4j.cli;

import io.backup4j.api.RestoreTarget;
import io.backup4j.sql.postgres.PostgresTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a PostgreSQL database is restored. */
final class PostgresOption {
    @Option(
            names = "--swap",
            order = 20,
            description = "Replace the PostgreSQL database; the present one stays under another name.")
    boolean swap;

    @Option(
            names = "--table",
            paramLabel = "SCHEMA.TABLE",
            order = 21,
            description = "Only this table of a PostgreSQL database, which is replaced; repeatable.")
    List<String> tables = List.of();

    @Option(
            names = "--beside",
            paramLabel = "SCHEMA",
            order = 22,
            description = "With --table: as a plain copy into this schema.")
    @Nullable
    String beside;

    @Option(
            names = "--no-owner",
            order = 23,
            description = "Restore no owners and privileges of a PostgreSQL database: all belongs to who restores.")
    boolean noOwner;

    @Option(
            names = "--create-roles",
            order = 24,
            description = "Create roles of a PostgreSQL database that are missing, without passwords.")
    boolean createRoles;

    @Option(names = "--disconnect", order = 25, description = "With --swap: end the sessions that use the database.")
    boolean disconnect;

    private boolean isGiven() {
        return swap || !tables.isEmpty() || beside != null || noOwner || createRoles || disconnect;
    }

    /**
     * Looks at the options before anything is done.
     *
     * @throws UsageException when they do not fit each other or the target
     */
    void check(String to) {
        if (isGiven() && !PostgresUrl.isOne(to)) {
            throw new UsageException(
                    "--swap, --table, --beside, --no-owner, --create-roles and --disconnect are for PostgreSQL"
                            + " databases: " + to);
        }
        if (swap && !tables.isEmpty() || beside != null && tables.isEmpty() || disconnect && !swap) {
            throw new UsageException(
                    "--swap is for whole databases, --beside goes with --table, and --disconnect with --swap");
        }
    }

    /** Returns the target that a URL of a PostgreSQL database names. */
    RestoreTarget target(String to, Logins logins) {
        PostgresUrl url = PostgresUrl.parse(to, logins);
        PostgresTarget target = target(url);
        target = noOwner ? target.withoutOwnership() : target;
        target = createRoles ? target.createMissingRoles() : target;
        return disconnect ? target.disconnectOthers() : target;
    }

    private PostgresTarget target(PostgresUrl url) {
        try {
            if (beside != null) {
                return PostgresTarget.tablesBeside(url.source(), tables, beside);
            }
            if (!tables.isEmpty()) {
                return PostgresTarget.tables(url.source(), tables);
            }
        } catch (IllegalArgumentException noTable) {
            throw new UsageException("--table: " + noTable.getMessage());
        }
        return swap
                ? PostgresTarget.replaceDatabase(url.server(), url.database())
                : PostgresTarget.newDatabase(url.server(), url.database());
    }
}
