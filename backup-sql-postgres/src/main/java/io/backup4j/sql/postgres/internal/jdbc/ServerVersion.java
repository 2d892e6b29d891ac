package io.backup4j.sql.postgres.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The version of a server.
 *
 * @param number as {@code server_version_num} has it, for instance 150019
 */
public record ServerVersion(int number) {
    /** The oldest major version that is read and written. */
    public static final int OLDEST = 14;

    /** The newest major version whose catalogs are known. */
    public static final int NEWEST = 18;

    /** Asks a server. */
    public static ServerVersion of(Connection connection) throws SQLException {
        return new ServerVersion(Integer.parseInt(Sql.text(connection, "select current_setting('server_version_num')")
                .orElse("0")));
    }

    /** Returns the major version, for instance 15. */
    public int major() {
        return number / 10_000;
    }

    /** Returns whether this is a version that is known. */
    public boolean isKnown() {
        return major() >= OLDEST && major() <= NEWEST;
    }

    /** Returns for instance {@code 15.19}. */
    @Override
    public String toString() {
        return major() + "." + number % 10_000;
    }
}
