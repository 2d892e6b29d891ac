package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupSource;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Origin;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.TargetException;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target that wants some entries before others gets them so, by however many threads. */
class StagedRestoreTest {
    private static final int FILES = 40;

    private BackupRepository repository;
    private RestorePoint point;

    @BeforeEach
    void start() {
        repository = BackupRepository.create(
                new InMemoryStore(),
                Encryption.none(),
                RepositoryOptions.defaults().withWorkers(4));
        MemorySource source = new MemorySource();
        for (int stage = 0; stage < 4; stage++) {
            for (int file = 0; file < FILES; file++) {
                source = source.file(stage + "/" + (100 + file), bytes(stage + " " + file));
            }
        }
        point = repository.run(BackupRequest.of(source)).point();
    }

    @AfterEach
    void end() {
        repository.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachStageBeginsWhenAllBeforeItAreOver() {
        Staged target = new Staged(Integer.MAX_VALUE);
        repository.restore(point, target);

        assertThat(target.order).hasSize(4 * FILES + 1).isSorted().endsWith(Staged.REPLACED);
    }

    @Test
    void whatIsReplacedIsSavedBeforeTheFirstStageThatChangesIt() {
        Staged target = new Staged(2);
        RestoreReport report = repository.restore(point, target);

        assertThat(target.order.indexOf(Staged.REPLACED)).isEqualTo(2 * FILES);
        assertThat(report.safetyPoint()).isNotNull();
    }

    @Test
    void aRestoreThatFailsAfterwardsLeavesNothingToUndo() {
        Staged target = new Staged(2);
        target.fails = true;

        assertThatThrownBy(() -> repository.restore(point, target)).isInstanceOf(TargetException.class);
        assertThat(target.order).contains(Staged.REPLACED);
        assertThat(repository
                        .restorePoints(PointQuery.all().origin(Origin.PRE_RESTORE))
                        .points())
                .isEmpty();
    }

    /** Takes entries whose first name is their stage. */
    private static final class Staged implements RestoreTarget {
        static final Integer REPLACED = 100;

        final List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        private final int changing;
        boolean fails;

        Staged(int changing) {
            this.changing = changing;
        }

        @Override
        public String location() {
            return "memory";
        }

        @Override
        public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {
            entries.forEach(
                    entry -> actions.accept(new PlannedAction(entry.path(), PlannedAction.Action.CREATE, 1, "")));
        }

        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public int concurrency() {
            return 4;
        }

        @Override
        public int stage(EntryPath path) {
            return path.names().get(0)[0] - '0';
        }

        @Override
        public int changingStage() {
            return changing;
        }

        @Override
        public RestoreSession open(CancelSignal cancel) {
            return new RestoreSession() {
                @Override
                public void restore(Entry entry, EntryContent content) {
                    order.add(stage(entry.path()));
                }

                @Override
                public Optional<BackupSource> replaced() {
                    order.add(REPLACED);
                    return Optional.of(new MemorySource().file("cell", bytes("x")));
                }

                @Override
                public List<EntryIssue> finish() throws IOException {
                    if (fails) {
                        throw new IOException("It fails at the end");
                    }
                    return List.of();
                }

                @Override
                public void close() {}
            };
        }
    }
}
