package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.TargetException;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries are planned where something may be in the way, or the whole point may not fit. */
class ClearTargetTest {
    private static final int SIZE = 1_000;

    private BackupRepository repository;
    private RestorePoint point;

    @BeforeEach
    void start() {
        repository = BackupRepository.create(new InMemoryStore(), Encryption.none(), RepositoryOptions.defaults());
        MemorySource source = new MemorySource().file("a", new byte[SIZE]).file("b", new byte[SIZE]);
        point = repository.run(BackupRequest.of(source)).point();
    }

    @AfterEach
    void end() {
        repository.close();
    }

    @Test
    void aClearTargetWithRoomIsNotAskedToPlan() {
        Asked target = new Asked(true, 2 * SIZE);

        assertThat(repository.restore(point, target).entries()).isEqualTo(2);
        assertThat(target.planned).isZero();
    }

    @Test
    void aTargetThatIsNotClearPlans() {
        Asked target = new Asked(false, 2 * SIZE);

        assertThat(repository.restore(point, target).entries()).isEqualTo(2);
        assertThat(target.planned).isEqualTo(2);
    }

    @Test
    void aClearTargetWithoutRoomForAllPlansWhatIsWanted() {
        Asked target = new Asked(true, SIZE);
        Selection first = Selection.all().path(EntryPath.of("a"));

        assertThat(repository.run(new RestoreRequest(point.id(), first, target)).entries())
                .isEqualTo(1);
        assertThat(target.planned).isEqualTo(1);
    }

    @Test
    void aClearTargetWithoutRoomGetsNothing() {
        Asked target = new Asked(true, 2 * SIZE - 1);

        assertThatThrownBy(() -> repository.restore(point, target))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("Nothing was restored")
                .hasMessageContaining("1999")
                .hasMessageContaining("2000");
        assertThat(target.entries.entries()).isEmpty();
    }

    /** Counts the entries that it was asked about. */
    private static final class Asked implements RestoreTarget {
        final MemoryTarget entries = new MemoryTarget(1);
        private final boolean clear;
        private final long usable;
        int planned;

        Asked(boolean clear, long usable) {
            this.clear = clear;
            this.usable = usable;
        }

        @Override
        public String location() {
            return entries.location();
        }

        @Override
        public void plan(Iterable<Entry> wanted, Consumer<? super PlannedAction> actions) {
            entries.plan(wanted, action -> {
                planned++;
                actions.accept(action);
            });
        }

        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public boolean isClear() {
            return clear;
        }

        @Override
        public long usableBytes() {
            return usable;
        }

        @Override
        public RestoreSession open(CancelSignal cancel) {
            return entries.open(cancel);
        }
    }
}
