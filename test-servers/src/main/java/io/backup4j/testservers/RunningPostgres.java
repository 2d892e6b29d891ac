package io.backup4j.testservers;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A real PostgreSQL server of one major version, 14 to 18. It is stopped when the process ends, or before by {@link #close}. */
public final class RunningPostgres implements Closeable {
    /** The name of the role that may do everything; it needs no password. */
    public static final String SUPERUSER = "postgres";

    /** The name of a role that somebody may create: the only one that has to say its password, but where an image is run. */
    public static final String WITH_PASSWORD = "with_password";

    private static final Map<Integer, RunningPostgres> RUNNING = new ConcurrentHashMap<>();

    private final String host;
    private final int port;
    private final Closeable process;

    RunningPostgres(String host, int port, Closeable process) {
        this.host = host;
        this.port = port;
        this.process = process;
    }

    /** Returns the server of a major version, started once for all tests of a process. */
    public static RunningPostgres of(int major) {
        return RUNNING.computeIfAbsent(major, version -> {
            try {
                return Cluster.make(version).start(List.of());
            } catch (IOException e) {
                throw new UncheckedIOException("The server " + version + " could not be started", e);
            }
        });
    }

    /** Starts the official image of a major version. Only where {@link DockerEngine#missing()} is empty. */
    public static RunningPostgres ofImage(int major) {
        return DockerEngine.start(major);
    }

    /** Starts a server whose databases lie in a directory that exists, for instance on a small file system. */
    public static RunningPostgres withDatabasesIn(Path directory, int major) throws IOException {
        Cluster cluster = Cluster.make(major);
        cluster.moveDatabasesTo(directory);
        return cluster.start(List.of());
    }

    /** Starts a server with settings of its own, each {@code name=value}. */
    public static RunningPostgres with(List<String> settings, int major) throws IOException {
        return Cluster.make(major).start(settings);
    }

    /** Returns the host on which it listens; this machine, unless it is an image. */
    public String host() {
        return host;
    }

    /** Returns the port at which it listens. */
    public int port() {
        return port;
    }

    /** Returns the URL of a database. */
    public String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Opens a connection to a database, as the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, "");
    }

    /** Stops it at once, without minding who is connected. Only for servers that nobody else uses. */
    @Override
    public void close() throws IOException {
        process.close();
    }
}
