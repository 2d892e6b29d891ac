package io.backup4j.sql.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Connects to any database of one server, also to one that does not exist yet when this is made. The role needs the right
 * to connect to the database {@code postgres}, and CREATEDB where databases are made. Safe for use by several threads.
 */
@FunctionalInterface
public interface PostgresServer {
    /**
     * Opens a connection to a database, which the caller closes.
     *
     * @throws SQLException when there is no such database, or the server refuses or cannot be reached
     */
    Connection connect(String database) throws SQLException;

    /**
     * Returns the server of a database.
     *
     * @param url the URL of any database of the server, for instance {@code jdbc:postgresql://host:5432/postgres}
     * @param properties user, password and other properties of the driver
     * @throws IllegalArgumentException when it is no URL of a PostgreSQL database
     */
    static PostgresServer at(String url, Properties properties) {
        Properties own = new Properties();
        properties.stringPropertyNames().forEach(name -> own.setProperty(name, properties.getProperty(name)));
        if (Driver.parseURL(url, own) == null) {
            throw new IllegalArgumentException("This is no URL of a PostgreSQL database");
        }
        return database -> DriverManager.getConnection(DatabaseUrls.of(url, database), own);
    }
}
