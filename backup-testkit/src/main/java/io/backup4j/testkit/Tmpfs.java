package io.backup4j.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A small file system of its own, for tests of full disks and of disks that cannot be written to. Immutable.
 *
 * @param directory where it is mounted
 */
public record Tmpfs(Path directory) implements AutoCloseable {
    /**
     * Mounts one on an empty directory. Where this process may not, the test is skipped with a message that says so.
     *
     * @param options as {@code mount -o} takes them, for instance {@code size=1m}
     * @throws IOException when the thread is interrupted
     */
    public static Tmpfs mount(Path directory, String options) throws IOException {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString()),
                "Only root of a Linux system can mount a tmpfs for this test");
        return new Tmpfs(directory);
    }

    /**
     * Mounts it again with other options, for instance {@code ro}.
     *
     * @throws IOException when the thread is interrupted
     */
    public void remount(String options) throws IOException {
        assumeTrue(run("mount", "-o", "remount," + options, directory.toString()), "Cannot remount a tmpfs");
    }

    /**
     * Unmounts it; what was in it is gone.
     *
     * @throws IOException when the thread is interrupted
     */
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
