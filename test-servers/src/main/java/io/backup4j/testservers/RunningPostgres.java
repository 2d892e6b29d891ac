package io.backup4j.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL server of one major version, started once for all tests of a process and stopped at its end. */
public final class RunningPostgres {
    /** The name of the role that may do everything; it needs no password. */
    public static final String SUPERUSER = "postgres";

    private static final Map<Integer, RunningPostgres> RUNNING = new ConcurrentHashMap<>();

    private final int port;

    private RunningPostgres(int port) {
        this.port = port;
    }

    /** Returns the server of a major version, 14 to 18. */
    public static RunningPostgres of(int major) {
        return RUNNING.computeIfAbsent(major, RunningPostgres::start);
    }

    private static RunningPostgres start(int major) {
        try {
            Path home = ServerFiles.of(major);
            Path data = Files.createTempDirectory(home.getParent(), "data" + major + "-");
            run(
                    home,
                    "initdb",
                    "-D",
                    data.toString(),
                    "-A",
                    "trust",
                    "-U",
                    SUPERUSER,
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "-N");
            int port = freePort();
            Process server = process(home, "postgres", options(data, port)).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
            RunningPostgres started = new RunningPostgres(port);
            started.awaitReady(server);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("The server " + major + " could not be started", e);
        }
    }

    private static List<String> options(Path data, int port) {
        return List.of(
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=60",
                "-c",
                "shared_buffers=32MB",
                "-c",
                "wal_level=logical",
                "-c",
                "autovacuum=off");
    }

    private static void run(Path home, String program, String... arguments) throws IOException {
        Process process = process(home, program, List.of(arguments)).start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program + " failed: "
                        + Files.readString(home.resolveSibling(home.getFileName() + "-" + program + ".log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** The programs refuse to run as root, and believe a user namespace in which nobody is root. */
    private static ProcessBuilder process(Path home, String program, List<String> arguments) {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.add(home.resolve("bin").resolve(program).toString());
        words.addAll(arguments);
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(home.resolveSibling(home.getFileName() + "-" + program + ".log")
                        .toFile());
    }

    /** At once, and without minding who is connected: nobody will ask for the data again. */
    private static void stop(Process server, Path data) {
        try {
            new ProcessBuilder("kill", "-QUIT", String.valueOf(server.pid()))
                    .start()
                    .waitFor();
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("The server's directory stays: " + e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Process server) throws IOException {
        SQLException last = null;
        for (int i = 0; i < 600 && server.isAlive(); i++) {
            try {
                connect(SUPERUSER).close();
                return;
            } catch (SQLException e) {
                last = e;
                pause(server);
            }
        }
        throw new IOException("The server does not answer", last);
    }

    private static void pause(Process server) throws IOException {
        try {
            server.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** Returns the port at which it listens on this machine. */
    public int port() {
        return port;
    }

    /** Returns the URL of a database. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Opens a connection to a database, as the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, "");
    }
}
