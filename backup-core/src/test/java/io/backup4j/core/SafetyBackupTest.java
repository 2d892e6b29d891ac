package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupSource;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.CancelledException;
import io.backup4j.api.Component;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Granularity;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Origin;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.api.StoreException;
import io.backup4j.api.TargetException;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.StoreVerb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a restore replaces becomes a restore point first, from which it can be undone. */
class SafetyBackupTest {
    private final FaultyStore store = FaultyStore.over(new InMemoryStore());
    private BackupRepository repository;
    private RestorePoint point;
    private Cell cell;

    @BeforeEach
    void start() {
        repository = BackupRepository.create(store, Encryption.none());
        point = repository
                .run(BackupRequest.builder()
                        .component("db", source("backed up"))
                        .build())
                .point();
        cell = new Cell("present");
    }

    @AfterEach
    void end() {
        repository.close();
    }

    private static MemorySource source(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new MemorySource().file("cell", bytes, "", Granularity.contentDefined());
    }

    private List<RestorePoint> safetyPoints() {
        return repository
                .restorePoints(PointQuery.all().origin(Origin.PRE_RESTORE))
                .points();
    }

    @Test
    void whatIsReplacedIsSavedWhenAllContentHasArrived() {
        RestoreReport report = repository.restore(point, cell);

        assertThat(cell.content).isEqualTo("backed up");
        assertThat(cell.calls).containsExactly("restore", "replaced", "finish", "close");
        assertThat(safetyPoints()).singleElement().satisfies(safety -> {
            assertThat(safety.id()).isEqualTo(report.safetyPoint());
            assertThat(safety.components()).extracting(Component::name).containsExactly("db");
            assertThat(safety.details().description()).contains(point.id().abbreviated(), "memory");
        });
    }

    @Test
    void undoneItIsAsBeforeAndUndoneTwiceAsAfter() {
        repository.restore(point, cell);
        repository.undo(cell);
        assertThat(cell.content).isEqualTo("present");
        repository.undo(cell);
        assertThat(cell.content).isEqualTo("backed up");
    }

    @Test
    void nothingIsSavedWhereNothingIsLost() {
        cell.content = "";
        assertThat(repository.restore(point, cell).safetyPoint()).isNull();
        assertThat(safetyPoints()).isEmpty();
        assertThatThrownBy(() -> repository.undo(cell))
                .isInstanceOf(RestorePointMissingException.class)
                .hasMessageContaining("memory");
    }

    @Test
    void nothingIsSavedWhenNobodyWantsIt() {
        RestoreRequest request = RestoreRequest.of(point.id(), cell).withoutSafetyBackup();
        assertThat(repository.run(request).safetyPoint()).isNull();
        assertThat(cell.calls).containsExactly("restore", "finish", "close");
        assertThat(cell.content).isEqualTo("backed up");
    }

    @Test
    void whatCannotBeSavedIsNotReplaced() {
        for (String failure : List.of("unreadable", "unopenable")) {
            cell.failsIn = failure;
            assertThatThrownBy(() -> repository.restore(point, cell))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("without a safety backup");
            assertThat(cell.content).isEqualTo("present");
            assertThat(safetyPoints()).isEmpty();
        }
    }

    @Test
    void whatCannotBeSavedIsNamedWhateverThereIsToWarnOf() {
        cell.failsIn = "unreadable";
        assertThatThrownBy(() -> repository.restore(point, cell))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("'cell': Could not read it")
                .hasMessageContaining("It cannot be read");
    }

    @Test
    void aRestoreThatHasNotHappenedCannotBeUndone() {
        for (String failure : List.of("replaced", "finish")) {
            cell.failsIn = failure;
            assertThatThrownBy(() -> repository.restore(point, cell))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining(failure);
            assertThat(safetyPoints()).isEmpty();
        }
    }

    @Test
    void thatASafetyBackupStaysDoesNotHideWhyTheRestoreFailed() {
        cell.failsIn = "finish";
        cell.whenFinishing = () -> store.failAt(StoreVerb.PUT, store.calls(StoreVerb.PUT) + 1, Fault.FAIL_BEFORE);
        assertThatThrownBy(() -> repository.restore(point, cell))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("finish")
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(StoreException.class));
        assertThat(safetyPoints()).hasSize(1);
    }

    @Test
    void aRestoreThatMayHaveHappenedCanBeUndone() {
        cell.failsIn = "unknown";
        assertThatThrownBy(() -> repository.restore(point, cell)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(safetyPoints()).hasSize(1);
    }

    @Test
    void aRestoreCancelledInBetweenReplacesNothing() throws Exception {
        CompletableFuture<Run<RestoreReport>> run = new CompletableFuture<>();
        cell.whenSaving = () -> run.join().cancel();
        run.complete(repository.start(RestoreRequest.of(point.id(), cell)));
        assertThatThrownBy(() -> run.join().await()).isInstanceOf(CancelledException.class);
        assertThat(cell.content).isEqualTo("present");
        assertThat(safetyPoints()).isEmpty();
    }

    @Test
    void aTargetMayRefuseAComponent() {
        cell.failsIn = "check";
        assertThatThrownBy(() -> repository.plan(RestoreRequest.of(point.id(), cell)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("'db'");
        assertThatThrownBy(() -> repository.restore(point, cell)).isInstanceOf(TargetException.class);
        assertThat(cell.calls).isEmpty();
    }

    /** A place for one text. */
    private static final class Cell implements RestoreTarget {
        final List<String> calls = new ArrayList<>();
        Runnable whenSaving = () -> {};
        Runnable whenFinishing = () -> {};
        String failsIn = "";
        String content;

        Cell(String content) {
            this.content = content;
        }

        @Override
        public String location() {
            return "memory";
        }

        @Override
        public void check(Component component) throws IOException {
            failIn("check");
        }

        @Override
        public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {
            entries.forEach(entry -> actions.accept(new PlannedAction(entry.path(), Action.OVERWRITE, 1, "")));
        }

        @Override
        public boolean isEmpty() {
            return content.isEmpty();
        }

        @Override
        public RestoreSession open(CancelSignal cancel) {
            return new Session();
        }

        private void failIn(String step) throws IOException {
            if (failsIn.equals(step)) {
                throw new IOException("It fails in " + step);
            }
        }

        private final class Session implements RestoreSession {
            private String received = "";

            @Override
            public void restore(Entry entry, EntryContent given) throws IOException {
                calls.add("restore");
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                given.writeTo(bytes::write);
                received = bytes.toString(StandardCharsets.UTF_8);
            }

            @Override
            public Optional<BackupSource> replaced() throws IOException {
                calls.add("replaced");
                failIn("replaced");
                whenSaving.run();
                return isEmpty() ? Optional.empty() : Optional.of(present());
            }

            private BackupSource present() {
                if (failsIn.equals("unreadable")) {
                    Entry entry = Entry.file(EntryPath.of("cell"), 1);
                    return new FailingSource(entry);
                }
                MemorySource source = source(content);
                return failsIn.equals("unopenable") ? unopenable(source) : source;
            }

            @Override
            public List<EntryIssue> finish() throws IOException {
                calls.add("finish");
                whenFinishing.run();
                failIn("finish");
                if (failsIn.equals("unknown")) {
                    throw new OutcomeUnknownException("Nobody knows");
                }
                content = received;
                return List.of();
            }

            @Override
            public void close() {
                calls.add("close");
            }
        }
    }

    private static BackupSource unopenable(BackupSource source) {
        return new WrappedSource(source, context -> {
            throw new IOException("It does not open");
        });
    }

    private record FailingSource(Entry entry) implements BackupSource {
        @Override
        public String type() {
            return "memory";
        }

        @Override
        public String location() {
            return "memory";
        }

        @Override
        public SourceSnapshot open(SourceContext context) throws IOException {
            EntryIssue warning = EntryIssue.of(entry.path(), EntryIssue.Severity.WARNING, "It is odd");
            for (int number = 0; number < 10_000; number++) {
                context.report(warning);
            }
            return new SourceSnapshot() {
                private boolean isWalked;

                @Override
                public SourceEntry next() {
                    boolean walked = isWalked;
                    isWalked = true;
                    return walked ? null : new Unreadable(entry);
                }

                @Override
                public void close() {}
            };
        }
    }

    private record Unreadable(Entry entry) implements SourceEntry {
        @Override
        public InputStream open() throws IOException {
            throw new IOException("It cannot be read");
        }
    }
}
