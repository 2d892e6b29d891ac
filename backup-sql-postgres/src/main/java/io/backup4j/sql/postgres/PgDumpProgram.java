package io.backup4j.sql.postgres;

import io.backup4j.sql.postgres.internal.jdbc.ServerVersion;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pg_dump that can read a server. */
final class PgDumpProgram {
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) (\\d+)");
    private static final int NEWEST_LOOKED_FOR = 30;

    private PgDumpProgram() {}

    /**
     * Returns the first that is not older than the server.
     *
     * @throws IOException when there is none; those that are too old are named
     */
    static Path find(ServerVersion server) throws IOException {
        List<String> tooOld = new ArrayList<>();
        for (Path program : candidates(server.major())) {
            int major = major(program);
            if (major >= server.major()) {
                return program;
            }
            tooOld.add(program + " is version " + major);
        }
        throw new IOException("No pg_dump that can read a server of version " + server + " was found"
                + (tooOld.isEmpty() ? "" : " (" + String.join(", ", tooOld) + ")")
                + ". Install one, name it, or have the definitions read from the catalogs");
    }

    /**
     * Returns a program that is not older than the server.
     *
     * @throws IOException when it is
     */
    static Path fitting(Path program, ServerVersion server) throws IOException {
        int major = major(program);
        if (major < server.major()) {
            throw new IOException(program + " has version " + major + " and cannot read a server of version " + server);
        }
        return program;
    }

    private static List<Path> candidates(int major) {
        List<Path> found = new ArrayList<>();
        for (String directory : System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1)) {
            found.add(Path.of(directory, "pg_dump"));
        }
        for (int i = major; i <= NEWEST_LOOKED_FOR; i++) {
            found.add(Path.of("/usr/lib/postgresql/" + i + "/bin/pg_dump"));
            found.add(Path.of("/usr/pgsql-" + i + "/bin/pg_dump"));
        }
        return found.stream().filter(Files::isExecutable).toList();
    }

    private static int major(Path program) throws IOException {
        Matcher version = VERSION.matcher(run(List.of(program.toString(), "--version"), Map.of()));
        if (!version.find()) {
            throw new IOException(program + " does not tell its version as pg_dump does");
        }
        return Integer.parseInt(version.group(1));
    }

    /**
     * Runs a program and returns what it writes.
     *
     * @throws IOException when it fails, with what it said
     */
    static String run(List<String> words, Map<String, String> environment) throws IOException {
        Path errors = Files.createTempFile("backup4j-pg_dump-", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(words.get(0) + " ended with exit code " + process.exitValue() + " and said: "
                        + Files.readString(errors).strip());
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for " + words.get(0), e);
        } finally {
            Files.delete(errors);
        }
    }
}
