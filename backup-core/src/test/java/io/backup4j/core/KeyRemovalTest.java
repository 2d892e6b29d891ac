package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.StoredObject;
import io.backup4j.api.WrongKeyException;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens between the looks of somebody who removes a key. */
@DisplayName("A removal of a key")
final class KeyRemovalTest {
    private final InMemoryStore store = new InMemoryStore();
    private String mine = "";
    private String other = "";

    @BeforeEach
    void create() {
        try (BackupRepository repository =
                BackupRepository.create(store, Sealing.ENCRYPTED.encryption(), DamagedRepository.options())) {
            mine = repository.keySlots().get(0).id();
            other = repository.addKey(DamagedRepository.otherKey(), "other").id();
        }
    }

    @Test
    @DisplayName("removes it when another is left")
    void removes() {
        remove(store, other);
        assertThat(slots()).containsExactly(mine);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> remove(store, mine))
                .withMessageContaining(mine + " is the last one");
        assertThat(slots()).containsExactly(mine);
    }

    @Test
    @DisplayName("puts it back when somebody else removes the other one at the same time")
    void putsBack() {
        BackupStore raced = new Raced(store, () -> remove(store, mine));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> remove(raced, other))
                .withMessageContaining(other + " is the last one");
        assertThat(slots()).containsExactly(other);
        BackupRepository.open(store, DamagedRepository.otherKey()).close();
    }

    @Test
    @DisplayName("does not put it back when the keys are rotated at the same time")
    void staysRemoved() {
        BackupStore raced = new Raced(store, () -> {
            try (BackupRepository rotating = open(store)) {
                rotating.rotateKeys(List.of(Sealing.ENCRYPTED.encryption()));
            }
        });
        assertThatExceptionOfType(WrongKeyException.class)
                .isThrownBy(() -> remove(raced, other))
                .withMessageContaining("were rotated at ");
        assertThat(slots()).hasSize(1).doesNotContain(mine, other);
        open(store).close();
    }

    @Test
    @DisplayName("says so when nobody can tell whether another is left")
    void saysSo() {
        Raced failing = new Raced(store, () -> {});
        failing.failsAfterwards = true;
        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> remove(failing, other))
                .withMessageContaining("Key slot " + other + " is removed")
                .withMessageContaining("add a key when there is none");
        assertThat(slots()).containsExactly(mine);
    }

    private static BackupRepository open(BackupStore store) {
        return BackupRepository.open(store, Sealing.ENCRYPTED.encryption(), DamagedRepository.options());
    }

    private static void remove(BackupStore store, String slot) {
        try (BackupRepository repository = open(store)) {
            repository.removeKey(slot);
        }
    }

    private List<String> slots() {
        return store.names().stream()
                .filter(name -> name.startsWith("keys/") && !name.startsWith("keys/epochs/"))
                .map(name -> name.substring("keys/".length()))
                .toList();
    }

    /** A store that does something once, just before an object is deleted, and may list nothing any more afterwards. */
    private static final class Raced extends ForwardingStore {
        private final Runnable act;
        private boolean done;
        boolean failsAfterwards;

        Raced(BackupStore store, Runnable act) {
            super(store);
            this.act = act;
        }

        @Override
        public void delete(String name) throws IOException {
            if (!done) {
                done = true;
                act.run();
            }
            store.delete(name);
        }

        @Override
        public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
            if (done && failsAfterwards) {
                throw new IOException("No answer");
            }
            store.list(prefix, visitor);
        }
    }
}
