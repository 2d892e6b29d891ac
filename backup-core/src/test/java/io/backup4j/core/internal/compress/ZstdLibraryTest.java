package io.backup4j.core.internal.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupStore;
import io.backup4j.core.ArchiveFormat;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Compression;
import io.backup4j.core.Encryption;
import io.backup4j.core.ExportRequest;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.Selection;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.testkit.InMemoryStore;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, whose temporary directory is not there: as in a container of which nothing may be written. */
class ZstdLibraryTest {
    @TempDir
    Path directory;

    @Test
    void saysEachTimeWhatToDo() throws Exception {
        Files.writeString(directory.resolve("file"), "some text ".repeat(100));
        Path missing = directory.resolve("missing");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + missing,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ZstdLibraryTest.class.getName(),
                        directory.resolve("file").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            lines = output.lines().toList();
        }

        assertThat(lines).hasSize(4);
        assertThat(lines.subList(0, 3))
                .allSatisfy(line -> assertThat(line)
                        .startsWith("Could not load the native library of zstd")
                        .contains(missing.toString(), "-DZstdTempFolder="));
        assertThat(lines.get(3)).isEqualTo("stored");
    }

    /** Backs up twice by zstd, exports by zstd, backs up without it. */
    public static void main(String[] arguments) throws Exception {
        FileTreeSource source = FileTreeSource.of(Path.of(arguments[0]));
        RepositoryOptions gzip = RepositoryOptions.defaults().withCompression(Compression.gzip());
        try (BackupStore store = new InMemoryStore();
                BackupRepository repository = BackupRepository.create(new InMemoryStore(), Encryption.none());
                BackupRepository without = BackupRepository.create(store, Encryption.none(), gzip)) {
            say(() -> repository.backup(source));
            say(() -> repository.backup(source));
            var point = without.backup(source);
            say(() -> without.run(new ExportRequest(
                    point.id(), Selection.all(), ArchiveFormat.TAR_ZSTD, OutputStream.nullOutputStream())));
            System.out.println("stored");
        }
    }

    private static void say(Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
