package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Java cannot do itself. Tests that need what is not there are skipped, and say what it is. */
final class Programs {
    private Programs() {}

    /** Runs a program to its end and returns what it writes. */
    static String run(String... command) throws IOException, InterruptedException {
        return run(List.of(command), "");
    }

    /** Runs a main class of the tests in a JVM whose locale knows ASCII only. */
    static String runInPosixLocale(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return run(command, "C");
    }

    /**
     * Runs a main class of the tests in a process that has a file system in memory mounted, with a file in it; says
     * afterwards whether the file is there.
     */
    static String runWithMount(Path mount, Class<?> main, String argument) throws IOException, InterruptedException {
        String script =
                "mount -t tmpfs none \"$1\" && echo precious > \"$1/precious\" && \"$2\" -Xmx128m -cp \"$3\" \"$4\" \"$5\""
                        + " && test -f \"$1/precious\" && echo precious is there";
        return run(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                script,
                "sh",
                mount.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path"),
                main.getName(),
                argument);
    }

    /** Has what is made in a directory belong to its owner alone, whatever permissions it is made with. */
    static void giveDefaultAccessList(Path directory) throws IOException, InterruptedException {
        assumeProgram("python3");
        // Version 2; the owner, rwx; the group, none; the others, none.
        String list = "02000000" + "01000700ffffffff" + "04000000ffffffff" + "20000000ffffffff";
        String program =
                "import os, sys; os.setxattr(sys.argv[1], 'system.posix_acl_default', bytes.fromhex(sys.argv[2]))";
        assumeSuccess(
                "there are no access control lists", List.of("python3", "-c", program, directory.toString(), list));
    }

    private static String run(List<String> command, String locale) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectInput(Redirect.from(nothing()));
        if (!locale.isEmpty()) {
            builder.environment().put("LC_ALL", locale);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output;
    }

    private static File nothing() {
        return new File("/dev/null");
    }

    static void assumeUnix() {
        assumeTrue(FileStat.isUnix(Path.of("")), "Skipped: this system has no owners, permissions and file numbers");
    }

    static void assumeProgram(String name) {
        boolean isThere = List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        assumeTrue(isThere, "Skipped: there is no program " + name);
    }

    static void assumeOwnMounts() throws IOException, InterruptedException {
        assumeProgram("unshare");
        assumeSuccess(
                "this process may not have mounts of its own",
                List.of("unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"));
    }

    private static void assumeSuccess(String otherwise, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(nothing())
                .start();
        assumeTrue(process.waitFor() == 0, "Skipped: " + otherwise);
    }

    static void assumeRoot(Path made) throws IOException {
        assumeTrue(FileStat.of(made).uid() == 0, "Skipped: only root can do this");
    }

    static void assumeNotRoot(Path made) throws IOException {
        assumeTrue(FileStat.of(made).uid() != 0, "Skipped: root is never denied anything");
    }
}
