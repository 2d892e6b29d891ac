package io.backup4j.sql.postgres.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection to look around with, and to do what no transaction may hold. No time limit of the role or the database holds
 * for it; they are put back at the end, because the connection may belong to a pool of the application's. One thread.
 */
public final class Session implements AutoCloseable {
    private static final String MAINTENANCE = "postgres";

    private final Connection connection;
    private final List<String> asBefore = new ArrayList<>();

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** Connects to the database that every server has and that nobody restores. */
    public static Session maintenance(Connector server) throws SQLException {
        return of(server.connect(MAINTENANCE));
    }

    /** Begins with a connection, which is closed with the session, or at once when this fails. */
    public static Session of(Connection connection) throws SQLException {
        Session session = new Session(connection);
        boolean isGood = false;
        try {
            session.liftLimits();
            isGood = true;
            return session;
        } finally {
            if (!isGood) {
                connection.close();
            }
        }
    }

    /** The limits hold for these statements still, so they are the ones that read no catalog. */
    private void liftLimits() throws SQLException {
        for (String limit : SessionSettings.timeLimits(connection)) {
            String value = Sql.text(connection, "SHOW " + limit).orElseThrow();
            Sql.run(connection, "SET " + limit + " = 0");
            asBefore.add("SET " + limit + " = " + Sql.literal(value));
        }
    }

    /** Returns the connection, which lives as long as this. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            for (String limit : asBefore) {
                Sql.run(connection, limit);
            }
        }
    }
}
