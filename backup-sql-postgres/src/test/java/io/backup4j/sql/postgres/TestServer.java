package io.backup4j.sql.postgres;

import io.backup4j.sql.postgres.internal.jdbc.Sql;
import io.backup4j.testservers.RunningPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/** A real server of one major version, and databases of it. */
final class TestServer {
    static final String SUPERUSER = RunningPostgres.SUPERUSER;

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final RunningPostgres running;

    private TestServer(RunningPostgres running) {
        this.running = running;
    }

    static TestServer of(int major) {
        return on(RunningPostgres.of(major));
    }

    /** A server that a test has for itself. */
    static TestServer on(RunningPostgres running) {
        return new TestServer(running);
    }

    int port() {
        return running.port();
    }

    String url(String database) {
        return running.url(database);
    }

    Connection connect(String database) throws SQLException {
        return running.connect(database);
    }

    PGSimpleDataSource source(String database) {
        return source(database, SUPERUSER);
    }

    PGSimpleDataSource source(String database, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {running.host()});
        source.setPortNumbers(new int[] {port()});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setApplicationName("backup4j-test");
        return source;
    }

    PostgresServer server() {
        return server(SUPERUSER);
    }

    PostgresServer server(String user) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        return PostgresServer.at(url("postgres"), properties);
    }

    /** Returns a name that no database has. */
    String freeName() {
        return "t" + DATABASES.incrementAndGet();
    }

    /** Makes an empty database and returns its name. */
    String newDatabase() throws SQLException {
        String name = freeName();
        run("postgres", "create database " + name + " template template0");
        return name;
    }

    /** Runs statements, each in a transaction of its own unless they say otherwise. */
    void run(String database, String statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(statements);
        }
    }

    /** Returns the first column of all rows. */
    List<String> query(String database, String query) throws SQLException {
        try (Connection connection = connect(database)) {
            return Sql.listPlain(connection, query, row -> row.getString(1));
        }
    }
}
