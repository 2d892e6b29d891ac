package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.InMemoryStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How restore points are found by what people type. */
@DisplayName("A restore point that is looked for")
final class FindPointTest {
    private final InMemoryStore store = new InMemoryStore();
    private final MemorySource source = new MemorySource().file("file", new byte[] {1});

    @Test
    @DisplayName("is said to be damaged when it is, and not that there is none")
    void saysThatItIsDamaged() {
        RestorePointId sound;
        RestorePointId damaged;
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            sound = repository.backup(source).id();
            damaged = repository.backup(source).id();
        }
        Damage.to(store).flipBit("points/" + damaged, -100, 1);

        try (BackupRepository repository = BackupRepository.open(store, Encryption.none())) {
            assertThat(repository.restorePoint(sound.abbreviated()).id()).isEqualTo(sound);
            for (String text : new String[] {damaged.value(), damaged.abbreviated()}) {
                assertThatThrownBy(() -> repository.restorePoint(text))
                        .isInstanceOf(CorruptDataException.class)
                        .hasMessageContaining("points/" + damaged);
            }
            repository.delete(damaged);
            assertThatThrownBy(() -> repository.restorePoint(damaged.value()))
                    .isInstanceOf(RestorePointMissingException.class);
        }
    }
}
