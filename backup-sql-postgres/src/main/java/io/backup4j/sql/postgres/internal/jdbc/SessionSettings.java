package io.backup4j.sql.postgres.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Settings that make a transaction mean the same on every server, whatever its configuration. All of them last for the
 * transaction only: the connection belongs to a pool of the application's.
 */
public final class SessionSettings {
    /**
     * Names in full and in quotes; texts that every server reads alike; the same order of rows in every backup (no
     * synchronised scans); no row hidden by policies.
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
            """;

    private static final List<String> TIME_LIMITS =
            List.of("statement_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout");

    /** The first version that can limit whole transactions. */
    private static final int LIMITS_TRANSACTIONS = 17;

    private SessionSettings() {}

    /** Begins a transaction that reads, of one snapshot. None of these statements takes the snapshot yet. */
    public static void beginReading(Connection connection, Duration lockTimeout) throws SQLException {
        connection.setAutoCommit(false);
        Sql.run(
                connection,
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;\n" + noLimits(connection) + COMMON
                        + lockTimeout(lockTimeout));
    }

    /** Begins a transaction that writes. Bodies of functions are not checked: what they mention may come later. */
    public static void beginWriting(Connection connection, Duration lockTimeout) throws SQLException {
        connection.setAutoCommit(false);
        Sql.run(
                connection,
                "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;\n" + noLimits(connection) + COMMON
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

    /** First of all, since the limits hold for the statements before. */
    private static String noLimits(Connection connection) throws SQLException {
        return timeLimits(connection).stream()
                .map(limit -> "SET LOCAL " + limit + " = 0;\n")
                .collect(Collectors.joining());
    }

    /** Returns the settings that end statements, transactions or sessions after a time, but for the one for locks. Asks nothing. */
    static List<String> timeLimits(Connection connection) throws SQLException {
        List<String> limits = new ArrayList<>(TIME_LIMITS);
        if (ServerVersion.of(connection).major() >= LIMITS_TRANSACTIONS) {
            limits.add("transaction_timeout");
        }
        return limits;
    }

    /** Zero means no limit. */
    private static String lockTimeout(Duration lockTimeout) {
        return "SET LOCAL lock_timeout = " + lockTimeout.toMillis();
    }
}
