package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.TargetException;
import io.backup4j.testkit.InMemoryStore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ConflictTest {
    @Test
    void aReasonThatIsEmptyIsLeftOut() {
        try (BackupRepository repository = BackupRepository.create(new InMemoryStore(), Encryption.none())) {
            RestorePoint point =
                    repository.backup(new MemorySource().file("a", new byte[1]).file("b", new byte[1]));

            assertThatThrownBy(() -> repository.restore(point, new Full()))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("for instance 'a', 'b' (it is locked). Restore to another place");
        }
    }

    private static final class Full implements RestoreTarget {
        @Override
        public String location() {
            return "full";
        }

        @Override
        public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) {
            entries.forEach(entry -> actions.accept(new PlannedAction(
                    entry.path(),
                    PlannedAction.Action.CONFLICT,
                    0,
                    entry.path().toString().equals("b") ? "it is locked" : "")));
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public RestoreSession open(CancelSignal cancel) {
            throw new IllegalStateException("must not be opened");
        }
    }
}
