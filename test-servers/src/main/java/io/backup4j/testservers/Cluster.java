package io.backup4j.testservers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The directory of a server, from its making to its end. */
final class Cluster {
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",
            "full_page_writes=off",
            "max_connections=100",
            "shared_buffers=32MB",
            "wal_level=logical",
            "autovacuum=off");

    private final Path home;
    private final Path data;

    private Cluster(Path home, Path data) {
        this.home = home;
        this.data = data;
    }

    static Cluster make(int major) throws IOException {
        Path home = ServerFiles.of(major);
        Cluster cluster = new Cluster(home, Files.createTempDirectory(home.getParent(), "data" + major + "-"));
        cluster.run(
                "initdb",
                "-D",
                cluster.data.toString(),
                "-A",
                "trust",
                "-U",
                RunningPostgres.SUPERUSER,
                "-E",
                "UTF8",
                "--locale=C",
                "-N");
        cluster.askForPasswords();
        return cluster;
    }

    /** The first line that fits decides, so this one comes before all that trust. */
    private void askForPasswords() throws IOException {
        Path rules = data.resolve("pg_hba.conf");
        Files.writeString(
                rules, "host all " + RunningPostgres.WITH_PASSWORD + " all scram-sha-256\n" + Files.readString(rules));
    }

    /** Before it is started. */
    void moveDatabasesTo(Path directory) throws IOException {
        Path base = data.resolve("base");
        copy(base, directory.resolve("base"));
        delete(base);
        Files.createSymbolicLink(base, directory.resolve("base"));
    }

    /** Before it is started: what nobody writes to is its own backup. */
    Cluster copyAsStandby() throws IOException {
        Path target = data.resolveSibling(data.getFileName() + "-standby");
        copy(data, target);
        Files.createFile(target.resolve("standby.signal"));
        return new Cluster(home, target);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Starts the server and waits until it answers. */
    RunningPostgres start(List<String> settings) throws IOException {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", String.valueOf(port)));
        Stream.concat(SETTINGS.stream(), settings.stream())
                .forEach(setting -> arguments.addAll(List.of("-c", setting)));
        Process server = process("postgres", arguments).start();
        Thread atTheEnd = new Thread(() -> stop(server));
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        RunningPostgres started = new RunningPostgres("127.0.0.1", port, () -> {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
            stop(server);
        });
        awaitReady(started, server);
        return started;
    }

    private void run(String program, String... arguments) throws IOException {
        Process process = process(program, List.of(arguments)).start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program + " failed: " + Files.readString(log(program)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** The programs refuse to run as root, and believe a user namespace in which nobody is root. */
    private ProcessBuilder process(String program, List<String> arguments) {
        List<String> words = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.add(home.resolve("bin").resolve(program).toString());
        words.addAll(arguments);
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log(program).toFile());
    }

    private Path log(String program) {
        return data.resolveSibling(data.getFileName() + "-" + program + ".log");
    }

    /** At once, and without minding who is connected: nobody will ask for the data again. */
    private void stop(Process server) {
        try {
            new ProcessBuilder("kill", "-QUIT", String.valueOf(server.pid()))
                    .start()
                    .waitFor();
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
            // Not waited for: a process that ends has some seconds for it, and a server of many databases has very many
            // files.
            new ProcessBuilder(
                            "rm",
                            "-rf",
                            data.toString(),
                            log("initdb").toString(),
                            log("postgres").toString())
                    .start();
        } catch (IOException | InterruptedException e) {
            System.err.println("The server's directory stays: " + e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(RunningPostgres started, Process server) throws IOException {
        SQLException last = null;
        for (int i = 0; i < 600 && server.isAlive(); i++) {
            try {
                started.connect(RunningPostgres.SUPERUSER).close();
                return;
            } catch (SQLException e) {
                last = e;
                pause(server);
            }
        }
        throw new IOException("The server does not answer: " + Files.readString(log("postgres")), last);
    }

    private static void pause(Process server) throws IOException {
        try {
            server.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
