package io.backup4j.core.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.KnownAnswers;
import io.backup4j.core.internal.chunk.ChunkerParameters;
import io.backup4j.core.internal.crypto.KeyTree;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigObjectTest {
    private static final RepositoryConfig CONFIG = new RepositoryConfig(
            KnownAnswers.REPOSITORY, Instant.parse("2026-11-21T04:00:00Z"), true, ChunkerParameters.STANDARD);

    private final KeyTree keys = Documents.keys();

    @Test
    void a_config_made_from_the_format_alone_is_read() {
        assertThat(read(KnownAnswers.answer("config"))).isEqualTo(CONFIG);
    }

    @Test
    void what_is_written_is_read() {
        assertThat(read(ConfigObject.write(CONFIG, keys))).isEqualTo(CONFIG);
        KeyTree zeros = KeyTree.unencrypted(KnownAnswers.REPOSITORY);
        RepositoryConfig open = new RepositoryConfig(
                KnownAnswers.REPOSITORY, Instant.EPOCH, false, new ChunkerParameters(256, 512, 1_024));
        assertThat(ConfigObject.read(ConfigObject.write(open, zeros)).verify(zeros))
                .isEqualTo(open);
    }

    @Test
    void every_flipped_bit_is_noticed_even_when_the_check_was_made_again() {
        byte[] whole = KnownAnswers.answer("config");
        for (int bit = 0; bit < 8 * (whole.length - 32); bit++) {
            byte[] object = whole.clone();
            object[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(object);
            assertRefused(Documents.checkedAgain(object));
        }
    }

    @Test
    void every_cut_is_noticed_even_when_the_check_was_made_again() {
        byte[] whole = KnownAnswers.answer("config");
        for (int length = 0; length < whole.length; length++) {
            byte[] object = Arrays.copyOf(whole, length);
            assertRefused(object);
            if (length >= 40) {
                assertRefused(Documents.checkedAgain(object));
            }
        }
    }

    @Test
    void the_id_is_told_without_a_key_unless_the_config_is_damaged() {
        byte[] whole = KnownAnswers.answer("config");
        assertThat(RepositoryConfig.claimedId(whole)).contains(KnownAnswers.REPOSITORY);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] object = whole.clone();
            object[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(RepositoryConfig.claimedId(object)).isEmpty();
        }
        byte[] later = whole.clone();
        later[5] = 2;
        assertThatThrownBy(() -> RepositoryConfig.claimedId(Documents.checkedAgain(later)))
                .isInstanceOf(UnsupportedFormatException.class);
        byte[] feature = Documents.config(Documents.CONFIG.replace("[]", "[\"unknown\"]"));
        assertThat(RepositoryConfig.claimedId(feature)).contains(KnownAnswers.REPOSITORY);
    }

    @Test
    void a_config_of_another_key_is_refused() {
        ConfigObject config = ConfigObject.read(KnownAnswers.answer("config"));
        assertThat(config.claim()).isEqualTo(CONFIG);
        assertThatThrownBy(() -> config.verify(KeyTree.unencrypted(KnownAnswers.REPOSITORY)))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("was not written with this repository's key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repositoryId",
                "createdAt",
                "cipher",
                "chunker",
                "algorithm",
                "minimum",
                "average",
                "maximum",
                "features"
            })
    void a_missing_member_is_named(String member) {
        String json = Documents.CONFIG.replace('"' + member + '"', "\"unknown\"");
        assertThatThrownBy(() -> read(Documents.config(json)))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContainingAll("Config config is damaged", member + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "65536, 65537, its member chunker is out of bounds",
        "32768, 128, its member chunker is out of bounds",
        "524288, 16777216, its member chunker is out of bounds",
        "32768, -1, its member chunker.minimum is the number -1",
        "32768, 32768.5, its member chunker.minimum is null or a number",
        "00112233445566778899aabbccddeeff, 0011, its member repositoryId is not an id",
        "2026-11-21T04:00:00Z, yesterday, its member createdAt is not a time",
        "[], {}, its member features is an object",
    })
    void a_wrong_member_is_named(String right, String wrong, String message) {
        String json = Documents.CONFIG.replace(right, wrong);
        assertThatThrownBy(() -> read(Documents.config(json)))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContainingAll("Config config is damaged", message);
    }

    @ParameterizedTest
    @CsvSource({
        "aes-256-gcm, rot13, the cipher rot13",
        "gear, rabin, the chunker rabin",
        "[], '[\"page-parity\"]', the feature page-parity",
    })
    void what_only_a_newer_release_knows_is_too_new(String known, String unknown, String message) {
        String json = Documents.CONFIG.replace(known, unknown);
        assertThatThrownBy(() -> read(Documents.config(json)))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContainingAll("too new", message);
    }

    @Test
    void a_length_that_does_not_fit_is_damage() {
        for (int change : new int[] {-1, 1, 0x80}) {
            byte[] object = KnownAnswers.answer("config");
            object[change == 0x80 ? 8 : 11] += (byte) change;
            assertThatThrownBy(() -> read(Documents.checkedAgain(object)))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("Config config is damaged: at byte 12 it has the length ");
        }
    }

    private void assertRefused(byte[] object) {
        assertThatThrownBy(() -> read(object))
                .isInstanceOfAny(CorruptDataException.class, UnsupportedFormatException.class);
    }

    private RepositoryConfig read(byte[] object) {
        return ConfigObject.read(object).verify(keys);
    }
}
