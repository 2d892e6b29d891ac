package io.backup4j.core.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.Entry;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandSourceTest {
    private final RecordingContext context = new RecordingContext(Clock.systemUTC());

    @TempDir
    Path directory;

    @Test
    void outputBecomesOneEntryOfUnknownSize() throws IOException {
        try (SourceSnapshot snapshot = shell("printf 'one\\ntwo'").open(context)) {
            SourceEntry output = Objects.requireNonNull(snapshot.next());

            assertThat(output.entry()).isEqualTo(Entry.file(output.entry().path(), Entry.UNKNOWN_SIZE));
            assertThat(output.entry().path()).hasToString("dump/shop.sql");
            assertThat(read(output)).isEqualTo("one\ntwo");
            assertThat(output.afterRead(7)).isEmpty();
            assertThat(snapshot.next()).isNull();
            assertThat(snapshot.next()).isNull();
        }
    }

    @Test
    void muchOutputAndMuchComplaintDoNotBlockEachOther() throws IOException {
        try (SourceSnapshot snapshot = shell("head -c 3000000 /dev/zero >&2; head -c 5000000 /dev/zero")
                .open(context)) {
            assertThat(read(Objects.requireNonNull(snapshot.next()))).hasSize(5_000_000);
            assertThat(snapshot.next()).isNull();
        }
    }

    @Test
    void failureOfTheProgramFailsTheRun_andTellsTheLastOfWhatItSaid() throws IOException {
        String script = "i=0; while [ $i -lt 2000 ]; do echo line $i >&2; i=$((i+1)); done; echo partly; exit 7";
        try (SourceSnapshot snapshot = shell(script).open(context)) {
            SourceEntry output = Objects.requireNonNull(snapshot.next());
            assertThat(read(output)).isEqualTo("partly\n");

            assertThatThrownBy(() -> output.afterRead(7)).isInstanceOf(IOException.class);
            assertThatThrownBy(snapshot::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("'sh' ended with exit code 7")
                    .hasMessageEndingWith("line 1999")
                    .satisfies(e -> assertThat(String.valueOf(e.getMessage()).length())
                            .isBetween(OutputTail.BYTES - 10, OutputTail.BYTES + 100));
        }
    }

    @Test
    void outputThatIsNotReadToItsEndFailsTheRunInsteadOfBlockingIt() throws IOException {
        try (SourceSnapshot snapshot = shell("head -c 5000000 /dev/zero").open(context)) {
            SourceEntry output = Objects.requireNonNull(snapshot.next());

            output.open().close();
            assertThatThrownBy(snapshot::next).hasMessageContaining("not read to its end");
            assertThatThrownBy(output::open).hasMessageContaining("once only");
        }
    }

    @Test
    void closingStopsTheProgramAndWhatItStarted() throws Exception {
        Path pids = directory.resolve("pids");
        ProcessHandle parent;
        ProcessHandle child;
        try (SourceSnapshot snapshot = shell("sleep 1000 & printf '%s\\n' $$ $! > " + pids + "; echo ready; wait")
                .open(context)) {
            InputStream in = Objects.requireNonNull(snapshot.next()).open();
            assertThat(in.read()).isEqualTo('r');
            List<String> both = Files.readAllLines(pids);
            parent = ProcessHandle.of(Long.parseLong(both.get(0))).orElseThrow();
            child = ProcessHandle.of(Long.parseLong(both.get(1))).orElseThrow();
            assertThat(parent.isAlive()).isTrue();
        }
        assertThat(parent.onExit()).succeedsWithin(Duration.ofSeconds(30));
        assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void cancelledRunDoesNotWaitForAProgramThatHasClosedItsOutput() throws IOException {
        try (SourceSnapshot snapshot = shell("exec >&-; exec sleep 1000").open(context)) {
            assertThat(read(Objects.requireNonNull(snapshot.next()))).isEmpty();
            context.cancel();
            assertThatThrownBy(snapshot::next).hasMessageContaining("exit code");
        }
    }

    @Test
    void environmentAndDirectoryAreTheProgramsOwn() throws IOException {
        CommandSource source = shell("printf '%s %s' \"$WORD\" \"$(pwd -P)\"")
                .environment(Map.of("WORD", "hush"))
                .directory(directory);
        try (SourceSnapshot snapshot = source.open(context)) {
            assertThat(read(Objects.requireNonNull(snapshot.next()))).isEqualTo("hush " + directory.toRealPath());
        }
        assertThat(source.toString()).doesNotContain("hush");
    }

    @Test
    void cancellingEndsAReadThatWouldWaitForEver() throws IOException {
        try (SourceSnapshot snapshot = shell("printf x; exec sleep 1000").open(context)) {
            SourceEntry entry = Objects.requireNonNull(snapshot.next());
            try (InputStream output = entry.open()) {
                assertThat(output.read()).isEqualTo('x');
                CompletableFuture<Void> cancelling = CompletableFuture.runAsync(context::cancel);
                assertThat(hasMore(output)).isFalse();
                cancelling.join();
            }
            assertThatThrownBy(() -> entry.afterRead(1)).isInstanceOf(IOException.class);
        }
    }

    /** Whether the end of the output or of the stream is noticed first, is a matter of moments. */
    private static boolean hasMore(InputStream output) {
        try {
            return output.read() >= 0;
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void planningDoesNotRunTheProgram() throws IOException {
        Path trace = directory.resolve("trace");
        try (SourceSnapshot snapshot = shell("touch " + trace).open(context)) {
            assertThat(snapshot.next()).isNotNull();
            assertThat(snapshot.next()).isNull();
        }
        assertThat(trace).doesNotExist();
    }

    @Test
    void programThatIsNotThereFailsTheRun() throws IOException {
        CommandSource source = CommandSource.of("x", List.of("no-such-program", "--password=hush"));

        try (SourceSnapshot snapshot = source.open(context)) {
            SourceEntry output = Objects.requireNonNull(snapshot.next());
            for (ThrowingCallable told : List.<ThrowingCallable>of(output::open, snapshot::next)) {
                assertThatThrownBy(told)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("'no-such-program' could not be started")
                        .hasMessageNotContaining("hush");
            }
        }
        assertThat(source.location()).isEqualTo("no-such-program");
        assertThat(source.type()).isEqualTo("command");
        assertThat(source.toString()).doesNotContain("hush");
    }

    @Test
    void nonsenseIsRefused() {
        List<String> command = List.of("true");
        assertThatThrownBy(() -> CommandSource.of("", command)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CommandSource.of("../x", command)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CommandSource.of("x", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static CommandSource shell(String script) {
        return CommandSource.of("dump/shop.sql", List.of("sh", "-c", script));
    }

    private static String read(SourceEntry entry) throws IOException {
        try (InputStream in = entry.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
