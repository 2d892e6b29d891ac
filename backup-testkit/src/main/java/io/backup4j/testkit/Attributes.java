package io.backup4j.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Gives files modes and times. The owner can always read and write, so that tests can. */
final class Attributes {
    private static final List<String> FILE_MODES =
            List.of("rw-r--r--", "rw-------", "rwxr-xr-x", "rw-rw-r--", "rwx--x--x");
    private static final List<String> DIRECTORY_MODES = List.of("rwxr-xr-x", "rwx------", "rwxrwxr-x", "rwxr-x---");
    private static final long FIRST_SECOND =
            Instant.parse("1999-12-31T23:59:59Z").getEpochSecond();
    private static final int SECONDS = 800_000_000;

    private Attributes() {}

    static void random(Path path, Random random) throws IOException {
        randomMode(path, random);
        Instant modified = Instant.ofEpochSecond(FIRST_SECOND + random.nextInt(SECONDS), random.nextInt(1_000_000_000));
        Files.setLastModifiedTime(path, FileTime.from(modified));
    }

    static void randomMode(Path path, Random random) throws IOException {
        List<String> modes = Files.isDirectory(path) ? DIRECTORY_MODES : FILE_MODES;
        String mode = modes.get(random.nextInt(modes.size()));
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }
}
