package io.backup4j.sql.postgres.internal.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * The version of a server.
 *
 * @param number as {@code server_version_num} has it, for instance 150019
 */
public record ServerVersion(int number) {
    /** The oldest major version that is read and written. */
    public static final int OLDEST = 14;

    private static final int MAJOR = 10_000;

    /** The newest major version whose catalogs are known. */
    public static final int NEWEST = 18;

    /** Returns the version that a server told the driver when it was connected to: asking would take the snapshot. */
    public static ServerVersion of(Connection connection) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        return new ServerVersion(server.getDatabaseMajorVersion() * MAJOR + server.getDatabaseMinorVersion());
    }

    /** Returns the major version, for instance 15. */
    public int major() {
        return number / MAJOR;
    }

    /** Returns whether this is a version that is known. */
    public boolean isKnown() {
        return major() >= OLDEST && major() <= NEWEST;
    }

    /** Returns for instance {@code 15.19}. */
    @Override
    public String toString() {
        return major() + "." + number % MAJOR;
    }
}
