package io.backup4j.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.testkit.BytesContent;
import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandTargetTest {
    private static final Entry ROOT = new Entry(EntryPath.root(), EntryKind.DIRECTORY, 0, null, null, null, Map.of());
    private static final Entry FILE = Entry.file(EntryPath.of("dump.sql"), 6);
    private static final EntryContent CONTENT = BytesContent.of(new byte[] {'s', 'e', 'l', 'e', 'c', 't'});
    /** More than a pipe holds. */
    private static final byte[] LARGE = new byte[1 << 20];

    @TempDir
    Path directory;

    @Test
    void contentIsWhatTheProgramReads() throws IOException {
        Path out = directory.resolve("out");
        try (RestoreSession session = shell("cat > \"$OUT\"")
                .environment(Map.of("OUT", out.toString()))
                .open(CancelSignal.never())) {
            session.restore(ROOT, CONTENT);
            session.restore(FILE, CONTENT);
            assertThat(session.finish()).isEmpty();
        }
        assertThat(out).hasContent("select");
    }

    @Test
    void failureOfTheProgramFailsTheRestore() throws IOException {
        try (RestoreSession session =
                shell("cat > /dev/null; echo no such table >&2; exit 3").open(CancelSignal.never())) {
            session.restore(FILE, CONTENT);
            assertThatThrownBy(session::finish)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("exit code 3")
                    .hasMessageEndingWith("no such table");
        }
    }

    @Test
    void programThatStopsReadingSaysWhyItself() throws IOException {
        try (RestoreSession session = shell("echo disk full >&2; exit 4").open(CancelSignal.never())) {
            assertThatThrownBy(() -> session.restore(FILE, BytesContent.of(LARGE)))
                    .hasMessageContaining("exit code 4")
                    .hasMessageEndingWith("disk full");
            assertThatThrownBy(session::finish)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not get its whole input")
                    .hasMessageEndingWith("disk full")
                    .hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void programThatSucceedsWithoutReadingEverythingHasNotSucceeded() throws IOException {
        try (RestoreSession session = shell("exec true").open(CancelSignal.never())) {
            assertThatThrownBy(() -> session.restore(FILE, BytesContent.of(LARGE)))
                    .hasMessageContaining("before it had read everything");
        }
    }

    @Test
    void damagedContentIsNeverTakenForTheWhole() throws IOException {
        Path done = directory.resolve("done");
        try (RestoreSession session = shell("cat > /dev/null; touch " + done).open(CancelSignal.never())) {
            assertThatThrownBy(
                            () -> session.restore(FILE, BytesContent.of(LARGE).damaged()))
                    .isInstanceOf(CorruptDataException.class);
            assertThatThrownBy(session::finish)
                    .hasMessageContaining("did not get its whole input")
                    .hasCauseInstanceOf(CorruptDataException.class);
        }
        assertThat(Files.exists(done)).isFalse();
    }

    @Test
    void cancellingStopsAProgramThatDoesNotRead() throws IOException {
        RecordingContext context = new RecordingContext(Clock.systemUTC());
        try (RestoreSession session = shell("exec sleep 1000").open(context)) {
            CompletableFuture<Void> cancelling = CompletableFuture.runAsync(context::cancel);
            assertThatThrownBy(() -> session.restore(FILE, BytesContent.of(LARGE)))
                    .isInstanceOf(IOException.class);
            cancelling.join();
        }
    }

    @Test
    void planIsOneFileOrAnError() throws IOException {
        List<PlannedAction> actions = new ArrayList<>();
        shell("cat").plan(List.of(ROOT, FILE), actions::add);

        assertThat(actions)
                .containsExactly(new PlannedAction(FILE.path(), PlannedAction.Action.CREATE, FILE.size(), ""));
        assertThatThrownBy(() -> plan(FILE, Entry.file(EntryPath.of("other"), 1)))
                .hasMessageContaining("'other'");
        assertThatThrownBy(() -> plan(ROOT)).hasMessageContaining("no file");
        assertThat(shell("cat").isEmpty()).isFalse();
        assertThat(shell("cat hush").location()).isEqualTo("sh");
        assertThat(shell("cat hush").toString()).doesNotContain("hush");
    }

    @Test
    void secondFileIsRefused() throws IOException {
        try (RestoreSession session = shell("cat > /dev/null").open(CancelSignal.never())) {
            session.restore(FILE, CONTENT);
            assertThatThrownBy(() -> session.restore(FILE, CONTENT)).hasMessageContaining("takes one file");
        }
    }

    @Test
    void programThatIsNotThereIsToldAtOnce() {
        assertThatThrownBy(() -> CommandTarget.of(List.of("no-such-program")).open(CancelSignal.never()))
                .hasMessageContaining("'no-such-program' could not be started");
    }

    private static void plan(Entry... entries) throws IOException {
        shell("cat").plan(Arrays.asList(entries), action -> {});
    }

    private static CommandTarget shell(String script) {
        return CommandTarget.of(List.of("sh", "-c", script));
    }
}
