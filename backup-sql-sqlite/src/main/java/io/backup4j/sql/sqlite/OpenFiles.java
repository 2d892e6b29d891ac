package io.backup4j.sql.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which processes have a file open, as far as the system lets this one see that: on Linux, those of the same user. */
final class OpenFiles {
    private static final Path PROCESSES = Path.of("/proc");

    private OpenFiles() {}

    /** Returns the number of a process that has a file open. */
    static Optional<String> user(Path file) throws IOException {
        Object key = Files.exists(file)
                ? Files.readAttributes(file, BasicFileAttributes.class).fileKey()
                : null;
        if (key == null || !Files.isDirectory(PROCESSES.resolve("self/fd"))) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (hasOpen(process, key)) {
                    return Optional.of(String.valueOf(process.getFileName()));
                }
            }
            return Optional.empty();
        }
    }

    private static boolean hasOpen(Path process, Object key) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Objects.equals(fileKey(descriptor), key)) {
                    return true;
                }
            }
            return false;
        } catch (IOException hidden) {
            return false;
        }
    }

    private static @Nullable Object fileKey(Path descriptor) {
        try {
            return Files.readAttributes(descriptor, BasicFileAttributes.class).fileKey();
        } catch (IOException closedMeanwhile) {
            return null;
        }
    }
}
