package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.api.TargetException;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Code of the application that ends in an error, where others must go on all the same. */
@DisplayName("What the application is to do ends in an error")
final class FaultsOfTheApplicationTest {
    private final InMemoryStore store = new InMemoryStore();
    private final MemorySource source = new MemorySource().file("file", new byte[] {1, 2, 3});
    private final List<String> calls = new ArrayList<>();

    @Test
    @DisplayName(
            "when a source is told of the point or released: the point counts, and the other sources are told and released")
    void tellingAndReleasing() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            BackupReport report = repository.run(BackupRequest.builder()
                    .component("one", watched("one", true))
                    .component("two", watched("two", false))
                    .build());

            assertThat(repository.restorePoints()).containsExactly(report.point());
            assertThat(calls).containsExactly("one committed", "two committed", "one closed", "two closed");
            assertThat(report.issues())
                    .singleElement()
                    .satisfies(
                            issue -> assertThat(issue.message()).contains("could not be told", "NoClassDefFoundError"));
        }
    }

    @Test
    @DisplayName("when a source is released after a failure: the others are released too, and the failure is thrown")
    void releasingAfterAFailure() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            BackupRequest request = BackupRequest.builder()
                    .component("one", watched("one", true))
                    .component("two", watched("two", false))
                    .component("three", new WrappedSource(source, context -> {
                        throw new IllegalArgumentException("no such database");
                    }))
                    .build();

            assertThatThrownBy(() -> repository.run(request)).hasMessage("no such database");
            assertThat(calls).containsExactly("one closed", "two closed");
        }
    }

    private WrappedSource watched(String name, boolean fails) {
        return new WrappedSource(source, context -> {
            SourceSnapshot inside = source.open(context);
            return new SourceSnapshot() {
                @Override
                public @Nullable SourceEntry next() throws IOException {
                    return inside.next();
                }

                @Override
                public void committed(RestorePointId point) {
                    call("committed");
                }

                @Override
                public void close() {
                    call("closed");
                }

                private void call(String what) {
                    calls.add(name + ' ' + what);
                    if (fails) {
                        throw new NoClassDefFoundError("com/example/Driver");
                    }
                }
            };
        });
    }

    @Test
    @DisplayName("when a target is released after all is restored: it is said that everything is there")
    void releasingATarget() {
        MemoryTarget inside = new MemoryTarget(1);
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            RestorePoint point = repository.backup(source);

            assertThatThrownBy(() -> repository.restore(point, new UnreleasedTarget(inside)))
                    .isInstanceOf(TargetException.class)
                    .hasMessage(
                            "The restore to memory is done, but the target could not be released: the connection is gone");
            assertThat(inside.entries()).hasSize(1);
        }
    }

    /** A target whose sessions cannot be closed. */
    private record UnreleasedTarget(MemoryTarget inside) implements RestoreTarget {
        @Override
        public String location() {
            return inside.location();
        }

        @Override
        public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {
            inside.plan(entries, actions);
        }

        @Override
        public boolean isEmpty() {
            return inside.isEmpty();
        }

        @Override
        public RestoreSession open(CancelSignal cancel) {
            RestoreSession session = inside.open(cancel);
            return new RestoreSession() {
                @Override
                public void restore(Entry entry, EntryContent content) throws IOException {
                    session.restore(entry, content);
                }

                @Override
                public List<EntryIssue> finish() throws IOException {
                    return session.finish();
                }

                @Override
                public void close() throws IOException {
                    throw new IOException("the connection is gone");
                }
            };
        }
    }
}
