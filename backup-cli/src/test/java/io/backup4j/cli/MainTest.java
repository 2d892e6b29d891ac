package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a whole: help, wrong usage, and a standard output that takes nothing. */
class MainTest {
    @TempDir
    private Path place;

    @Test
    void helps() {
        assertThat(program().done("--help").out()).startsWith("Usage: backup").contains("restore", "Exit codes: ");
        for (String command : program()
                .done("--help")
                .out()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.charAt(2) != ' ')
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .toList()) {
            assertThat(program().done(command, "--help").out()).startsWith("Usage: backup " + command);
        }
        assertThat(program().done("key", "passwd", "-h").out()).startsWith("Usage: backup key passwd");
        assertThat(program().done("--version").out()).startsWith("backup ");
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(program().run().ends(ExitCodes.USAGE).err())
                .isEqualTo("backup: Which command?\nTry 'backup --help'\n");
        assertThat(program().run("creat").ends(ExitCodes.USAGE).err()).contains("creat");
        assertThat(program().run("list", "--nonsense").ends(ExitCodes.USAGE).err())
                .contains("Try 'backup list --help'");
    }

    @Test
    void namesThatBeginWithAtAreNames() throws Exception {
        Program program = Program.in(place);
        program.backedUp();
        String tag = "@" + Files.writeString(place.resolve("lines"), "one\n");

        program.done("create", "--tag", tag, program.tree());

        assertThat(program.json("show", "latest").get("tags").get(0).asString()).isEqualTo(tag);
    }

    @Test
    void showsWhereAnErrorComesFromOnlyWhenAsked() {
        Program program = program().set("BACKUP_PASSWORD", "x");

        assertThat(program.run("list").ends(ExitCodes.FAILED).err()).hasLineCount(1);
        assertThat(program.run("list", "--debug").ends(ExitCodes.FAILED).err()).contains("\tat io.backup4j.");
        assertThat(program.set("BACKUP_DEBUG", "1")
                        .run("list")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("\tat io.backup4j.");
    }

    @Test
    void isQuietWhenNobodyReadsItsOutput() {
        assertThat(Program.in(place)
                        .run(refusing("Broken pipe"), "list")
                        .ends(ExitCodes.DONE)
                        .err())
                .isEmpty();
        assertThat(program()
                        .run(
                                refusing("Broken pipe"),
                                "list",
                                "--json",
                                "--key-file",
                                place.resolve("key").toString())
                        .ends(ExitCodes.DONE)
                        .err())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar.gz", "tar.zst"})
    void archiveThatIsLargerThanAnyBuffer_endsQuietlyWithItsReaderAndLoudlyWithTheDisk(String format)
            throws IOException {
        Program program = Program.in(Files.createDirectory(place.resolve("p")));
        Path tree = Files.createDirectory(place.resolve("tree"));
        for (int file = 0; file < 3; file++) {
            byte[] noise = new byte[1 << 20];
            new Random(file).nextBytes(noise);
            Files.write(tree.resolve("noise" + file), noise);
        }
        program.done("create", tree.toString());

        assertThat(program.run(refusing("Broken pipe"), "export", "latest", "-", "--format", format)
                        .ends(ExitCodes.DONE)
                        .err())
                .isEmpty();
        assertThat(program.run(refusing("No space left on device"), "export", "latest", "-", "--format", format)
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("Could not complete an archive: 'noise", "No space left on device");
    }

    @Test
    void failsWhenItsOutputDoesNotFit() {
        Program program = Program.in(place);

        for (String form : new String[] {"--json", "--verbose"}) {
            assertThat(program.run(refusing("No space left on device"), "list", form)
                            .ends(ExitCodes.FAILED)
                            .err())
                    .isEqualTo("backup: Cannot write to standard output: No space left on device\n");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Only POSIX systems have bash for certain")
    void printsCompletionScriptsThatBashUnderstands() throws IOException, InterruptedException {
        for (String shell : new String[] {"bash", "zsh"}) {
            String script = program().done("completion", shell).out();
            assertThat(script).contains("_complete_backup", "--every-byte");
            Path file = Files.writeString(place.resolve(shell), script, StandardCharsets.UTF_8);
            assertThat(new ProcessBuilder("bash", "-n", file.toString())
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
        }
        program().run("completion", "fish").ends(ExitCodes.USAGE);
    }

    private Program program() {
        return Program.without(place);
    }

    private static OutputStream refusing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
