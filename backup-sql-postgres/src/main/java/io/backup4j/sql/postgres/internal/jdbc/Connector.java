package io.backup4j.sql.postgres.internal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Connects to the databases of one server. */
@FunctionalInterface
public interface Connector {
    /** Opens a connection to a database, which the caller closes. */
    Connection connect(String database) throws SQLException;
}
