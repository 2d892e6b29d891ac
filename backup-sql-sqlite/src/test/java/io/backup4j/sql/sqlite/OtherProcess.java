package io.backup4j.sql.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConnection;

/** Another process with a connection of its own. It says when it is ready, and ends when its input does. */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private OtherProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a process that transfers money until it is closed. */
    static OtherProcess writing(Path database) throws IOException {
        OtherProcess started = start(OtherProcess.class, "write", database.toString());
        started.nextLine();
        return started;
    }

    /** Starts a process that has the database open and does nothing. */
    static OtherProcess holding(Path database) throws IOException {
        OtherProcess started = start(OtherProcess.class, "hold", database.toString());
        started.nextLine();
        return started;
    }

    /** Returns what one statement in another process ends with: {@code done}, or SQLite's message. */
    static String run(Path database, String sql) throws IOException {
        try (OtherProcess started = start(OtherProcess.class, "run", database.toString(), sql)) {
            return started.nextLine();
        }
    }

    /** Starts the main method of a class. */
    static OtherProcess start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new OtherProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String nextLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("The other process ended early");
        }
        return line;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    }

    /** Lets it end by itself. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    public static void main(String[] args) throws Exception {
        Path database = Path.of(args[1]);
        try (Connection connection = Bank.connect(database)) {
            switch (args[0]) {
                case "write" -> writeUntilTold(connection);
                case "hold" -> hold(connection);
                default -> System.out.println(outcome(connection, args[2]));
            }
        }
    }

    private static void hold(Connection connection) throws SQLException, IOException {
        System.out.println(Bank.total(connection));
        System.in.read();
    }

    private static String outcome(Connection connection, String sql) {
        try {
            ((SQLiteConnection) connection).setBusyTimeout(0);
            Bank.run(connection, sql);
            return "done";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    private static void writeUntilTold(Connection connection) throws SQLException, IOException {
        Random random = new Random(7);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Bank.transfer(connection, random);
        System.out.println("ready");
        Thread end = new Thread(() -> awaitEnd(input));
        end.start();
        while (end.isAlive()) {
            Bank.transfer(connection, random);
            Bank.letOthersIn();
        }
    }

    private static void awaitEnd(BufferedReader input) {
        try {
            input.readLine();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
