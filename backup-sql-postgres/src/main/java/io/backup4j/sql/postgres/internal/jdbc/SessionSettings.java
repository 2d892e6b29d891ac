package io.backup4j.sql.postgres.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Settings that make a transaction mean the same on every server, whatever its configuration. All of them last for the
 * transaction only: the connection belongs to a pool of the application's.
 */
public final class SessionSettings {
    /**
     * Names in full and in quotes; texts that every server reads alike; the same order of rows in every backup (no
     * synchronised scans); no row hidden by policies; no time limit but that for locks.
     */
    private static final String COMMON = """
            SET LOCAL search_path = '';
            SET LOCAL quote_all_identifiers = on;
            SET LOCAL row_security = off;
            SET LOCAL DateStyle = 'ISO, YMD';
            SET LOCAL IntervalStyle = postgres;
            SET LOCAL TimeZone = 'UTC';
            SET LOCAL extra_float_digits = 3;
            SET LOCAL bytea_output = hex;
            SET LOCAL lc_monetary = 'C';
            SET LOCAL xmloption = content;
            SET LOCAL standard_conforming_strings = on;
            SET LOCAL synchronize_seqscans = off;
            SET LOCAL statement_timeout = 0;
            SET LOCAL idle_in_transaction_session_timeout = 0;
            """;

    /** The first version that can limit whole transactions. */
    private static final int LIMITS_TRANSACTIONS = 17;

    private SessionSettings() {}

    /** Begins a transaction that reads, of one snapshot. None of these statements takes the snapshot yet. */
    public static void beginReading(Connection connection, Duration lockTimeout) throws SQLException {
        connection.setAutoCommit(false);
        Sql.run(
                connection,
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;\n" + COMMON + noLimit(connection)
                        + lockTimeout(lockTimeout));
    }

    /** Begins a transaction that writes. Bodies of functions are not checked: what they mention may come later. */
    public static void beginWriting(Connection connection, Duration lockTimeout) throws SQLException {
        connection.setAutoCommit(false);
        Sql.run(
                connection,
                "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;\n" + COMMON + noLimit(connection)
                        + "SET LOCAL check_function_bodies = off;\n" + lockTimeout(lockTimeout));
    }

    /**
     * Begins a transaction that writes to a database that nobody else uses yet. Its commit does not wait for the disk: the
     * database is valid only when it has been renamed, and that commit takes all before it along.
     */
    public static void beginBuilding(Connection connection) throws SQLException {
        beginWriting(connection, Duration.ZERO);
        Sql.run(connection, "SET LOCAL synchronous_commit = off");
    }

    /** The driver knows the version without asking: a query would take the snapshot. */
    private static String noLimit(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion() >= LIMITS_TRANSACTIONS
                ? "SET LOCAL transaction_timeout = 0;\n"
                : "";
    }

    /** Zero means no limit. */
    private static String lockTimeout(Duration lockTimeout) {
        return "SET LOCAL lock_timeout = " + lockTimeout.toMillis();
    }
}
