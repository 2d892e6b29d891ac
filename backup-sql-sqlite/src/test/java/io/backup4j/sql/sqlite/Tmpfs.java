package io.backup4j.sql.sqlite;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A small file system of its own, where the system lets this process have one. */
record Tmpfs(Path directory) implements AutoCloseable {
    /** Mounts one on an empty directory; otherwise the test is skipped. */
    static Tmpfs mount(Path directory, String options) throws IOException {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()),
                "Only root of a Linux system can mount a tmpfs for this test");
        return new Tmpfs(directory);
    }

    void remount(String options) throws IOException {
        assumeTrue(run("mount", "-o", "remount," + options, directory.toString()), "Cannot remount a tmpfs");
    }

    @Override
    public void close() throws IOException {
        run("umount", directory.toString());
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
