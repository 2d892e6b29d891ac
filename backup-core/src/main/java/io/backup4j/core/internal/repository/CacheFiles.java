package io.backup4j.core.internal.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that several processes may write at once. */
public final class CacheFiles {
    private CacheFiles() {}

    /**
     * Makes a file or replaces it as a whole, with its directory: whoever reads it sees all of the old bytes or all of the new ones.
     *
     * @throws IOException when it is as it was
     */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = directory.resolve(UUID.randomUUID() + ".part");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
