package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.KeyProvider;
import io.backup4j.core.internal.FixedRandom;
import io.backup4j.core.internal.chunk.ChunkerParameters;
import io.backup4j.core.internal.keys.RepositoryKeys;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionTest {
    private static final Argon2Parameters CHEAP = new Argon2Parameters(8, 1, 1);

    private final FixedRandom random = new FixedRandom();

    @Test
    void a_password_is_copied() {
        char[] password = {'a', 'b'};
        try (Encryption encryption = Encryption.password(password, CHEAP)) {
            assertThat(password).containsExactly('a', 'b');
            Arrays.fill(password, 'x');
            use(encryption);
        }
    }

    @Test
    void a_closed_password_opens_nothing() {
        Encryption encryption = Encryption.password(new char[] {'a'}, CHEAP);
        encryption.close();
        encryption.close();
        assertThatThrownBy(() -> use(encryption))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wiped");
    }

    @Test
    void a_password_must_be_one() {
        assertThatThrownBy(() -> Encryption.password("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Encryption.password("secret\uD800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half of a surrogate pair")
                .hasMessageNotContaining("secret");
    }

    @Test
    void nothing_says_what_the_password_is() {
        assertThat(Encryption.password("secret")).hasToString("Encryption by a password");
        assertThat(Encryption.keyFile(Path.of("k"))).hasToString("Encryption by the key file k");
        assertThat(Encryption.provider(new Named())).hasToString("Encryption by the key provider kms");
        assertThat(Encryption.none()).hasToString("No encryption");
    }

    @ParameterizedTest
    @CsvSource({"7,1,1", "15,1,2", "4194305,1,1", "8,0,1", "8,1001,1", "8,1,0", "4194304,1,65", "8,1,2147483647"})
    void the_cost_of_a_password_has_bounds(int memoryKiB, int iterations, int parallelism) {
        assertThatThrownBy(() -> new Argon2Parameters(memoryKiB, iterations, parallelism))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(" out of range ");
    }

    @Test
    void the_bounds_themselves_are_allowed() {
        assertThat(new Argon2Parameters(4_194_304, 1_000, 64)).isNotEqualTo(new Argon2Parameters(8, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({"ZSTD,0", "ZSTD,20", "NONE,1", "GZIP,6", "BZIP2,9", "XZ,-1"})
    void the_level_of_a_compression_has_bounds(Compression.Algorithm algorithm, int level) {
        assertThatThrownBy(() -> new Compression(algorithm, level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Level out of range");
    }

    private void use(Encryption encryption) {
        try (RepositoryKeys keys =
                RepositoryKeys.create(encryption, ChunkerParameters.STANDARD, Instant.EPOCH, random)) {
            assertThat(keys.newSlot(encryption, "", Instant.EPOCH, random).object())
                    .isNotEmpty();
        }
    }

    private static final class Named implements KeyProvider {
        @Override
        public String keyName() {
            return "kms";
        }

        @Override
        public byte[] wrap(byte[] key, byte[] context) {
            return key.clone();
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] context) {
            return wrapped.clone();
        }
    }
}
