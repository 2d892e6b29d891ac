package io.backup4j.sql.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** The clock by which a file system dates changes; it ticks every few milliseconds. */
final class FileClock {
    private final Path probe;

    /** Looks at the clock through a file in {@code directory}. */
    FileClock(Path directory) throws IOException {
        probe = Files.createTempFile(directory, "clock", "");
    }

    /** Comes back when a change from now on will have another date than all before. */
    void tick() throws IOException {
        FileTime before = now();
        while (now().equals(before)) {
            Thread.onSpinWait();
        }
    }

    private FileTime now() throws IOException {
        Files.write(probe, new byte[1]);
        return (FileTime) Files.getAttribute(probe, "unix:ctime");
    }
}
