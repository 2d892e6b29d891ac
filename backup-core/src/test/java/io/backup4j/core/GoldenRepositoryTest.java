package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A repository of every format that there ever was")
final class GoldenRepositoryTest {
    private static final List<String> TESTED =
            List.of(GoldenRepositories.ENCRYPTED, GoldenRepositories.PLAIN, GoldenRepositories.ROTATED);

    @Test
    @DisplayName("is tested below, if it is checked in")
    void isTested() throws IOException {
        assertThat(GoldenRepositories.names()).isEqualTo(TESTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {GoldenRepositories.ENCRYPTED, GoldenRepositories.PLAIN, GoldenRepositories.ROTATED})
    @DisplayName("restores to the last attribute, verifies, and takes a new backup")
    void restores(String name) throws IOException {
        boolean encrypted = !name.equals(GoldenRepositories.PLAIN);
        Encryption encryption = encrypted ? Encryption.password(GoldenRepositories.PASSWORD) : Encryption.none();
        assertSound(name, encryption);
    }

    @Test
    @DisplayName("opens with its key file too")
    void opensWithKeyFile() throws IOException {
        Path keyFile =
                GoldenRepositories.ROOT.resolve(GoldenRepositories.ENCRYPTED).resolve("key-file");
        assertSound(GoldenRepositories.ENCRYPTED, Encryption.keyFile(keyFile));
    }

    private static void assertSound(String name, Encryption encryption) throws IOException {
        InMemoryStore store = GoldenRepositories.load(name);
        String expected = Files.readString(GoldenRepositories.ROOT.resolve(name).resolve(GoldenRepositories.EXPECTED));
        try (BackupRepository repository = BackupRepository.open(store, encryption)) {
            assertThat(GoldenRepositories.contents(repository)).isEqualTo(expected);
            assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
            repository.backup(new MemorySource().file("new", new byte[] {1, 2, 3}));
            assertThat(repository.restorePoints()).hasSize(3);
            assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
        }
    }
}
