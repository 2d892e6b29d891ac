package io.backup4j.sql.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What pg_dump says of a database, where one is installed that can read it. */
final class PgDump {
    private PgDump() {}

    /** Returns a program that reads servers of that version. */
    static Optional<Path> forServer(int major) {
        return IntStream.rangeClosed(major, 30)
                .mapToObj(version -> Path.of("/usr/lib/postgresql/" + version + "/bin/pg_dump"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns its output, without what differs in every run, sorted: the order of objects has no meaning. */
    static List<String> sorted(Path program, TestServer server, String database) throws IOException {
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--host=127.0.0.1",
                        "--port=" + server.port(),
                        "--username=" + TestServer.SUPERUSER,
                        database)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("pg_dump failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        return text.lines()
                .filter(line -> !line.matches("(--.*|\\\\(un)?restrict .*|)"))
                .sorted()
                .toList();
    }
}
