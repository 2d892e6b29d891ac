package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelledException;
import io.backup4j.api.SourceException;
import io.backup4j.core.command.CommandSource;
import io.backup4j.testkit.InMemoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandBackupTest {
    private final BackupRepository repository = BackupRepository.openOrCreate(new InMemoryStore(), Encryption.none());

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    @DisplayName("A backup of a program's output can be planned, and the program does not run for it")
    void plan() {
        Path trace = directory.resolve("trace");

        assertThat(repository.plan(BackupRequest.of(shell("touch " + trace))).creates())
                .isEqualTo(1);
        assertThat(Files.exists(trace)).isFalse();
    }

    @Test
    @DisplayName("A program that fails, or is not there, leaves no restore point")
    void failure() {
        List<CommandSource> failing = List.of(
                shell("echo partly; echo oops >&2; exit 3"), CommandSource.of("out", List.of("no-such-program")));
        for (CommandSource source : failing) {
            assertThatThrownBy(() -> repository.backup(source))
                    .isInstanceOf(SourceException.class)
                    .hasMessageMatching("(?s).*(oops|could not be started).*");
        }
        assertThat(repository.restorePoints()).isEmpty();
    }

    @Test
    @DisplayName("A backup that waits for a program which says nothing more can be cancelled")
    void cancelWhileWaiting() throws Exception {
        Path begun = directory.resolve("begun");
        assertThat(new ProcessBuilder("mkfifo", begun.toString()).start().waitFor())
                .isZero();
        Run<BackupReport> run =
                repository.start(BackupRequest.of(shell("echo yes > '" + begun + "'; exec sleep 1000")));

        assertThat(Files.readString(begun)).isEqualTo("yes\n");
        run.cancel();

        assertThatThrownBy(run::await).isInstanceOf(CancelledException.class);
        assertThat(repository.restorePoints()).isEmpty();
    }

    private static CommandSource shell(String script) {
        return CommandSource.of("out", List.of("sh", "-c", script));
    }
}
