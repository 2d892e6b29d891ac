package io.backup4j.core.internal.crypto;

import static io.backup4j.core.internal.KnownAnswers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.core.internal.KnownAnswers;
import io.backup4j.core.internal.format.BigEndian;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyTreeTest {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.UTF_8);

    /**
     * Also by {@code openssl kdf -keylen 32 -kdfopt digest:SHA256 -kdfopt mode:EXTRACT_ONLY -kdfopt hexsalt:0011…ff -kdfopt
     * hexkey:0001…1f HKDF}, its result through {@code -kdfopt mode:EXPAND_ONLY -kdfopt info:backup4j/1/config}, and with that
     * {@code printf abc | openssl mac -digest SHA256 -macopt hexkey:… HMAC}.
     */
    @Test
    void the_config_mac_is_that_of_the_format() {
        assertThat(keys().configMac(ABC, 0, 3)).isEqualTo(answer("config-mac-of-abc"));
        assertThat(keys().configMac("xabcx".getBytes(StandardCharsets.UTF_8), 1, 3))
                .isEqualTo(answer("config-mac-of-abc"));
    }

    @Test
    void the_chunker_table_is_that_of_the_format() {
        long[] table = keys().chunkerTable();
        assertThat(table).hasSize(256).doesNotHaveDuplicates();
        assertThat(table[0]).isEqualTo(BigEndian.getLong(answer("chunker-table-0"), 0));
        assertThat(table[255]).isEqualTo(BigEndian.getLong(answer("chunker-table-255"), 0));
    }

    @Test
    void a_repository_that_is_not_encrypted_has_the_keys_of_a_master_key_of_zeros() {
        KeyTree open = KeyTree.unencrypted(KnownAnswers.REPOSITORY);
        KeyTree zeros = KeyTree.of(KnownAnswers.REPOSITORY, SecretBytes.owning(new byte[32]));
        assertThat(open.isEncrypted()).isFalse();
        assertThat(zeros.isEncrypted()).isTrue();
        assertThat(open.chunkerTable()).isEqualTo(zeros.chunkerTable());
        assertThat(open.configMac(ABC, 0, 3)).isEqualTo(zeros.configMac(ABC, 0, 3));
        assertThat(open.chunkIdMac()).isEmpty();
    }

    @Test
    void another_repository_has_other_keys() {
        KeyTree other = KeyTree.of(new ObjectId(7, 7), SecretBytes.owning(KnownAnswers.masterKey()));
        assertThat(other.configMac(ABC, 0, 3)).isNotEqualTo(keys().configMac(ABC, 0, 3));
        assertThat(other.chunkerTable()[0]).isNotEqualTo(keys().chunkerTable()[0]);
    }

    @Test
    void a_master_key_has_32_bytes() {
        SecretBytes shortKey = SecretBytes.owning(new byte[16]);
        assertThatThrownBy(() -> KeyTree.of(KnownAnswers.REPOSITORY, shortKey))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A master key has 32 bytes, this one 16");
    }

    @Test
    void it_does_not_need_the_master_key_any_more_and_nothing_works_after_closing() {
        SecretBytes master = SecretBytes.owning(KnownAnswers.masterKey());
        KeyTree keys = KeyTree.of(KnownAnswers.REPOSITORY, master);
        master.close();
        assertThat(keys.configMac(ABC, 0, 3)).isEqualTo(answer("config-mac-of-abc"));
        keys.close();
        assertThatThrownBy(keys::chunkerTable).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys.seal(
                        ObjectKind.PACK, "packs/x", new SealedHead(0, KnownAnswers.SALT), Ciphers.ofPlatform()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void packs_and_other_objects_of_one_name_and_salt_have_different_keys() {
        byte[] asPack = seal(ObjectKind.PACK);
        assertThat(seal(ObjectKind.INDEX_SEGMENT)).isNotEqualTo(asPack).isEqualTo(seal(ObjectKind.ANNOTATION));
        assertThat(asPack).isEqualTo(seal(ObjectKind.PACK));
    }

    private static byte[] seal(ObjectKind kind) {
        byte[] out = new byte[21];
        keys().seal(kind, "name", new SealedHead(0, KnownAnswers.SALT), Ciphers.ofPlatform())
                .seal(Arrays.copyOf(ABC, 5), 0, 5, 0, out, 0);
        return out;
    }

    private static KeyTree keys() {
        return KeyTree.of(KnownAnswers.REPOSITORY, SecretBytes.owning(KnownAnswers.masterKey()));
    }
}
