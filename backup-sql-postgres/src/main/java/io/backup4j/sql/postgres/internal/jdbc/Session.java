package io.backup4j.sql.postgres.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection to look around with, and to do what no transaction may hold. No time limit of the role or the database holds
 * for it; they are put back at the end, because the connection may belong to a pool of the application's. One thread.
 */
public final class Session implements AutoCloseable {
    private static final String MAINTENANCE = "postgres";

    private final Connection connection;
    private final String putBack;

    private Session(Connection connection, String putBack) {
        this.connection = connection;
        this.putBack = putBack;
    }

    /** Connects to the database that every server has and that nobody restores. */
    public static Session maintenance(Connector server) throws SQLException {
        return of(server.connect(MAINTENANCE));
    }

    /** Begins with a connection, which is closed with the session, or at once when this fails. */
    public static Session of(Connection connection) throws SQLException {
        boolean isGood = false;
        try {
            Session session = new Session(connection, liftLimits(connection));
            isGood = true;
            return session;
        } finally {
            if (!isGood) {
                connection.close();
            }
        }
    }

    /** Returns the statements that put the limits back. They hold for those here still, so these are such as read no catalog. */
    private static String liftLimits(Connection connection) throws SQLException {
        StringBuilder lift = new StringBuilder();
        StringBuilder putBack = new StringBuilder();
        for (String limit : SessionSettings.timeLimits(connection)) {
            String value = Sql.text(connection, "SHOW " + limit).orElseThrow();
            lift.append("SET ").append(limit).append(" = 0;\n");
            putBack.append("SET ")
                    .append(limit)
                    .append(" = ")
                    .append(Sql.literal(value))
                    .append(";\n");
        }
        Sql.run(connection, lift.toString());
        return putBack.toString();
    }

    /** Returns the connection, which lives as long as this. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            Sql.run(connection, putBack);
        }
    }
}
