package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.RepositoryMissingException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.StoreException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A store that is not as it should be")
final class BadStoreTest {
    private static final int VERSION_BYTE = 5;

    private final InMemoryStore store = new InMemoryStore();

    @Test
    @DisplayName("holds no repository: it says so, and keeps what it holds")
    void noRepository() throws IOException {
        store.put("holiday.jpg", ObjectBody.of(new byte[] {1}));

        assertThatThrownBy(() -> open(Encryption.none()))
                .isInstanceOf(RepositoryMissingException.class)
                .hasMessageContaining("There is no repository in memory")
                .hasMessageContaining("create one first");
        assertThat(store.names()).containsExactly("holiday.jpg");
    }

    @Test
    @DisplayName("holds something else that is called config: nothing is created over it")
    void otherConfig() throws IOException {
        byte[] bytes = "[core]\n\trepositoryformatversion = 0, and so on for more than forty bytes\n"
                .getBytes(StandardCharsets.UTF_8);
        store.put("config", ObjectBody.of(bytes));

        assertThatThrownBy(() -> open(Encryption.none()))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("it does not begin as objects of backup4j do");
        assertThatThrownBy(() -> BackupRepository.openOrCreate(store, Encryption.none()))
                .isInstanceOf(CorruptDataException.class);
        assertThat(store.readAll("config")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("holds a repository of a newer format: it is told from a damaged one, and left alone")
    void newerFormat(Sealing sealing) {
        BackupRepository.create(store, sealing.encryption()).close();
        byte[] config = store.readAll("config");
        config[VERSION_BYTE]++;
        store.overwrite("config", Fuzz.checked(config));

        assertThatThrownBy(() -> open(sealing.encryption()))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("too new")
                .hasMessageContaining("Use a newer release");
        assertThatThrownBy(() -> BackupRepository.openOrCreate(store, sealing.encryption()))
                .isInstanceOf(UnsupportedFormatException.class);
    }

    @Test
    @DisplayName("holds a repository for another key, for none, or for one where none is given")
    void otherKey() {
        BackupRepository.create(store, Sealing.ENCRYPTED.encryption()).close();
        assertThatThrownBy(() -> open(DamagedRepository.otherKey()))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("opens with the password");
        assertThatThrownBy(() -> open(Encryption.none()))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("is encrypted");

        store.names().forEach(store::remove);
        BackupRepository.create(store, Encryption.none()).close();
        assertThatThrownBy(() -> open(Sealing.ENCRYPTED.encryption()))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("is not encrypted");
    }

    @Test
    @DisplayName("becomes full: the backup fails, the points are there, and with more room the next one goes on")
    void full() {
        LimitedStore disk = new LimitedStore(store, "No space left on device");
        disk.giveRoom(40_000);
        MemorySource source = new MemorySource().file("first", random(1, 10_000));
        try (BackupRepository repository = BackupRepository.create(disk, Sealing.ENCRYPTED.encryption())) {
            RestorePoint first = repository.backup(source);
            NaiveCopy copy = NaiveCopy.of(source);
            source.file("second", random(2, 100_000));

            assertThatThrownBy(() -> repository.backup(source))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("memory")
                    .hasMessageContaining("No space left on device");

            assertThat(repository.restorePoints()).containsExactly(first);
            Checks.assertRestores(repository, first, copy, 1);
            Checks.assertSound(repository);
            disk.giveRoom(200_000);
            Checks.assertRestores(repository, repository.backup(source), NaiveCopy.of(source), 1);
        }
    }

    @Test
    @DisplayName("may not be written to: all is read from it that is there, and what would change it says why not")
    void readOnly() {
        MemorySource source = new MemorySource().file("file", random(1, 10_000));
        try (BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption())) {
            repository.backup(source);
        }
        LimitedStore disk = new LimitedStore(store, "Read-only file system");
        try (BackupRepository repository = BackupRepository.open(disk, Sealing.ENCRYPTED.encryption())) {
            RestorePoint point = repository.restorePoint("latest");
            Checks.assertRestores(repository, point, NaiveCopy.of(source), 1);
            Checks.assertSound(repository);

            assertThatThrownBy(() -> repository.backup(source)).hasMessageContaining("Read-only file system");
            assertThatThrownBy(() ->
                            repository.describe(point.id(), point.details().withName("name")))
                    .hasMessageContaining("Read-only file system");
            assertThatThrownBy(() -> repository.addKey(DamagedRepository.otherKey(), "other"))
                    .hasMessageContaining("Read-only file system");
            assertThat(repository.restorePoints()).containsExactly(point);
        }
    }

    private BackupRepository open(Encryption encryption) {
        return BackupRepository.open(store, encryption);
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
