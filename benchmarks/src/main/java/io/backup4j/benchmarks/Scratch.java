package io.backup4j.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory that is gone, with all that is in it, when the run ends.
 *
 * @param directory a new directory of this run alone
 */
record Scratch(Path directory) implements Closeable {
    static Scratch in(Path work) throws IOException {
        return new Scratch(Files.createTempDirectory(work, "compare-"));
    }

    @Override
    public void close() throws IOException {
        Trees.delete(directory);
    }
}
