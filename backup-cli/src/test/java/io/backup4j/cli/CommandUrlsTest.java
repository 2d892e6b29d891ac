package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.core.BackupRequest.NamedSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs as sources and targets. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The programs of these tests are those of POSIX systems")
class CommandUrlsTest {
    private Program backup;
    private Path target;

    @BeforeEach
    void start(@TempDir Path place) {
        backup = Program.in(place);
        target = place.resolve("target");
    }

    @Test
    void namesComponentsLikeTheEntryOrTheProgram() {
        assertThat(names("command:/usr/bin/pg_dump -d x", "command:dump.sql=pg_dump mydb", "db=command:x=pg_dump mydb"))
                .containsExactly("pg_dump", "dump.sql", "db");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertUsage("given twice", "command:x=ls", "command:x=ls");
        assertUsage("Which program?", "command:");
        assertUsage("Not a path", "command:a\u0000b");
        assertUsage("Which program?", "command:name=");
        assertUsage("sh -c", "command:a | b");
    }

    @Test
    void takesTheOutputOfACommand() {
        backup.done("create", "dump=command:dump.sql=printf '%s\\n' 'select 1;'");

        assertThat(backup.done("ls", "latest").out()).isEqualTo("dump.sql\n");
        backup.done("restore", "latest", "--to", backup.place.resolve("back").toString());
        assertThat(backup.place.resolve("back/dump.sql")).hasContent("select 1;");
    }

    @Test
    void failsWithACommandThatFails() {
        assertThat(backup.run("create", "command:sh -c 'echo half; exit 3'")
                        .ends(ExitCodes.FAILED)
                        .err())
                .contains("3");
        assertThat(backup.json("list").get("total").asLong()).isZero();
    }

    @Test
    void feedsAProgram() {
        backup.done("create", "command:y=echo hello");

        backup.done("restore", "latest", "--to", "command:sh -c 'cat > \"" + target + "\"'");

        assertThat(target).hasContent("hello");
    }

    @Test
    @Timeout(60)
    void stopsCleanlyWhenItIsTold() throws Exception {
        Path begun = backup.place.resolve("begun");
        assertThat(new ProcessBuilder("mkfifo", begun.toString()).start().waitFor())
                .isZero();

        CompletableFuture<Program.Result> run = CompletableFuture.supplyAsync(
                () -> backup.run("create", "command:sh -c 'echo yes > \"" + begun + "\"; exec sleep 1000'"));
        assertThat(Files.readString(begun)).isEqualTo("yes\n");
        assertThat(backup.stop.stop()).isTrue();

        assertThat(run.get().ends(ExitCodes.FAILED).err())
                .startsWith("backup: ")
                .containsIgnoringCase("cancelled");
        assertThat(backup.json("list").get("total").asLong()).isZero();
    }

    private static void assertUsage(String message, String... arguments) {
        assertThatThrownBy(() -> names(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    private static List<String> names(String... arguments) {
        return SourceUrls.parse(List.of(arguments), TreeOptions.all(List.of()), Program.logins(), remark -> {}).stream()
                .map(NamedSource::name)
                .toList();
    }
}
