package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program: what lies beside {@code backup.jar} when the build has ended. */
@DisplayName("The launcher")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class LauncherIT {
    private static final Path BUILT = Path.of("target").toAbsolutePath();
    private static final String LAUNCHER = BUILT.resolve("backup").toString();
    private static final String PICOCLI = "picocli.CommandLine";
    private static final String ARCHIVE = "backup-" + System.getProperty("java.specification.version") + ".jsa";
    private static final List<String> PROGRAM = List.of("backup", "backup.jar", "backup-compiler.json", ARCHIVE);

    private Path directory;

    @BeforeEach
    void setUp(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    @DisplayName("starts with all of picocli from the archive of classes where it was built")
    void sharesClasses() throws Exception {
        assertThat(sources(PICOCLI, LAUNCHER)).hasSizeGreaterThan(50).allMatch(LauncherIT::isShared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"io.backup4j.cli.CompilerDirectives ", "com.sun.management.internal.DiagnosticCommandImpl "})
    @DisplayName("takes from the archive, too, what it needs before the command line is read")
    void sharesWhatComesFirst(String name) throws Exception {
        assertThat(sources(name, LAUNCHER)).hasSize(1).allMatch(LauncherIT::isShared);
    }

    @Test
    @DisplayName("uses the archive in a copy that keeps the times of files, too")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere no name of the jar holds for its copies")
    void sharesClassesInCopies() throws Exception {
        Path copy = copy();
        assertThat(sources(PICOCLI, copy.resolve("backup").toString()))
                .hasSizeGreaterThan(50)
                .allMatch(LauncherIT::isShared);
    }

    @Test
    @DisplayName("runs without the archive when the jar is not the one it was made for")
    void runsWithAnotherJar() throws Exception {
        Path copy = copy();
        Files.setLastModifiedTime(copy.resolve("backup.jar"), FileTime.from(Instant.EPOCH));
        assertThat(sources(PICOCLI, copy.resolve("backup").toString()))
                .hasSizeGreaterThan(50)
                .noneMatch(LauncherIT::isShared);
    }

    @Test
    @DisplayName("runs through links, and from the directory itself")
    void runsThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("first"), BUILT.resolve("backup"));
        Path linkToLink = Files.createSymbolicLink(directory.resolve("second"), Path.of("first"));
        assertVersion(run(directory, Map.of(), link.toString(), "--version"));
        assertVersion(run(directory, Map.of(), linkToLink.toString(), "--version"));
        assertVersion(run(BUILT, Map.of(), "./backup", "--version"));
    }

    @Test
    @DisplayName("starts a Java that does not know one of its options")
    void startsAnyJava() throws Exception {
        assertVersion(run(directory, Map.of("BACKUP_JAVA_OPTIONS", "-XX:-ForgottenOption"), LAUNCHER, "--version"));
    }

    @Test
    @DisplayName("has the second compiler leave alone what the directives name, wherever they lie")
    void givesDirectives() throws Exception {
        assertThat(excluded(copy())).anyMatch(line -> line.contains(" java.lang.String::"));
    }

    @Test
    @DisplayName("runs without the directives when they are gone")
    void runsWithoutDirectives() throws Exception {
        Path copy = copy();
        Files.delete(copy.resolve("backup-compiler.json"));
        assertThat(excluded(copy)).isEmpty();
        assertVersion(run(directory, Map.of(), copy.resolve("backup").toString(), "--version"));
    }

    @Test
    @DisplayName("leaves descriptors alone that its caller has opened")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the launcher opens none")
    void leavesDescriptorsAlone() throws Exception {
        Path open = Files.createFile(directory.resolve("open"));
        Path home = homeOfJava("readlink /proc/self/fd/8 >&2\necho \"$@\"\n");
        Program.Result result = run(
                directory,
                Map.of("JAVA_HOME", home.toString()),
                "sh",
                "-c",
                "exec 8<\"$1\"; exec \"$2\" --version",
                "sh",
                open.toString(),
                LAUNCHER);
        assertThat(result.err()).isEqualTo(open + "\n");
        assertThat(result.out()).contains("-jar " + BUILT.resolve("backup.jar") + " --version");
    }

    @Test
    @DisplayName("says what is wrong with JAVA_HOME")
    void complainsOfNoJava() throws Exception {
        Program.Result result = run(directory, Map.of("JAVA_HOME", "/nowhere"), LAUNCHER, "--version");
        assertThat(result.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.err())
                .isEqualTo("backup: JAVA_HOME is /nowhere, but /nowhere/bin/java cannot be run; correct or unset it\n");
    }

    @Test
    @DisplayName("says which Java is too old, without starting it")
    void complainsOfOldJava() throws Exception {
        Path home = homeOfJava("echo started\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Some\"\nJAVA_VERSION=\"11.0.2\"\n");
        Program.Result result = run(directory, Map.of("JAVA_HOME", home.toString()), LAUNCHER, "--version");
        assertThat(result.code()).isEqualTo(ExitCodes.FAILED);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("backup: Java 17 or newer is needed, ")
                .contains(" is 11.0.2; ");
    }

    /** Makes a Java that does so instead. */
    private Path homeOfJava(String script) throws IOException {
        Path home = directory.resolve("home");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private Path copy() throws IOException {
        Path copy = Files.createDirectory(directory.resolve("a copy"));
        for (String file : PROGRAM) {
            Files.copy(BUILT.resolve(file), copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        return copy;
    }

    /** Where the classes come from whose names begin so. */
    private List<String> sources(String prefix, String launcher) throws Exception {
        Path log = directory.resolve("classes");
        assertVersion(run(
                directory, Map.of("BACKUP_JAVA_OPTIONS", "-Xlog:class+load:file=classes:none"), launcher, "--version"));
        return Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(prefix))
                .toList();
    }

    /** What the JVM says that it does not compile. */
    private List<String> excluded(Path program) throws Exception {
        Program.Result result = run(
                directory,
                Map.of("BACKUP_JAVA_OPTIONS", "-XX:+PrintCompilation"),
                program.resolve("backup").toString(),
                "--help");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(ExitCodes.DONE);
        return result.out()
                .lines()
                .filter(line -> line.contains("### Excluding compile"))
                .toList();
    }

    private static boolean isShared(String line) {
        return line.contains("source: shared objects file");
    }

    private static void assertVersion(Program.Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("backup ");
        assertThat(result.code()).isEqualTo(ExitCodes.DONE);
    }

    private Program.Result run(Path place, Map<String, String> variables, String... command) throws Exception {
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        int code = builder.start().waitFor();
        return new Program.Result(code, Files.readString(output), Files.readString(errors));
    }
}
