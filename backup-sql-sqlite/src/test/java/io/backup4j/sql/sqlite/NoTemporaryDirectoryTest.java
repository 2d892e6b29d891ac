package io.backup4j.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.testkit.InMemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, whose temporary directory is not there: as in a container of which nothing may be written. */
class NoTemporaryDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void saysEachTimeWhatToDo() throws Exception {
        try (Connection app = Bank.connect(directory.resolve("bank.db"))) {
            Bank.fill(app);
        }
        Path missing = directory.resolve("missing");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + missing,
                        "-cp",
                        System.getProperty("java.class.path"),
                        NoTemporaryDirectoryTest.class.getName(),
                        directory.resolve("bank.db").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            lines = output.lines().toList();
        }

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .contains("Could not make a directory for copies in " + missing, "there is no such directory");
        assertThat(lines.subList(1, 3))
                .allSatisfy(line -> assertThat(line)
                        .contains("the native library of SQLite", missing.toString(), "-Dorg.sqlite.tmpdir="));
    }

    /** Backs up by what is configured, then twice with a directory for the copies, so that only SQLite's library has no place. */
    public static void main(String[] arguments) throws Exception {
        Path database = Path.of(arguments[0]);
        SqliteSource source = SqliteSource.of(database);
        try (BackupRepository repository = BackupRepository.create(new InMemoryStore(), Encryption.none())) {
            for (SqliteSource each : List.of(
                    source,
                    source.temporaryDirectory(database.getParent()),
                    source.temporaryDirectory(database.getParent()))) {
                try {
                    repository.backup(each);
                } catch (RuntimeException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }
}
