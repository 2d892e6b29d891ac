package io.backup4j.core.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.KeyProvider;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.Encryption;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.internal.FixedRandom;
import io.backup4j.core.internal.chunk.ChunkerParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");

    private final FixedRandom random = new FixedRandom();
    private final Map<String, byte[]> slots = new LinkedHashMap<>();
    private final Encryption password = password("first");

    @TempDir
    Path directory;

    @Test
    void every_key_that_was_added_opens_the_same_repository() throws IOException {
        Path keyFile = directory.resolve("key");
        Encryption.generateKeyFile(keyFile);
        byte[] config = create(password);
        for (Encryption added :
                new Encryption[] {password("second"), Encryption.keyFile(keyFile), Encryption.provider(new Xor("kms"))
                }) {
            try (RepositoryKeys opened = open(config, password)) {
                add(opened, added);
            }
            try (RepositoryKeys first = open(config, password);
                    RepositoryKeys second = open(config, added)) {
                assertThat(second.config()).isEqualTo(first.config());
                assertThat(second.tree().chunkerTable()).isEqualTo(first.tree().chunkerTable());
                assertThat(second.configObject()).isEqualTo(config);
            }
        }
        assertThat(slots).hasSize(4);
    }

    @Test
    void a_slot_that_was_removed_opens_no_more_and_the_others_still_do() throws IOException {
        byte[] config = create(password);
        try (RepositoryKeys opened = open(config, password)) {
            add(opened, password("second"));
        }
        slots.remove(slots.keySet().iterator().next());
        open(config, password("second")).close();
        assertThatThrownBy(() -> open(config, password)).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void a_new_slot_says_what_it_is() {
        try (RepositoryKeys keys = RepositoryKeys.create(password, ChunkerParameters.STANDARD, NOW, random)) {
            NewKeySlot slot = keys.newSlot(password, "laptop", NOW, random);
            assertThat(slot.name()).isEqualTo("keys/" + slot.info().id());
            assertThat(slot.info()).isEqualTo(new KeySlotInfo(slot.info().id(), "password", "laptop", NOW));
            assertThat(new KeySlots(keys.config().repositoryId(), Map.of(slot.name(), slot.object())).infos(keys))
                    .containsExactly(slot.info());
        }
    }

    @Test
    void what_is_not_encrypted_opens_without_slots() throws IOException {
        byte[] config;
        try (RepositoryKeys keys = RepositoryKeys.create(Encryption.none(), ChunkerParameters.STANDARD, NOW, random)) {
            config = keys.configObject();
            assertThat(keys.config().encrypted()).isFalse();
            assertThatThrownBy(() -> keys.newSlot(password, "", NOW, random)).isInstanceOf(IllegalStateException.class);
        }
        RepositoryKeys.SlotLoader never = () -> {
            throw new AssertionError("No slots are needed");
        };
        try (RepositoryKeys keys = RepositoryKeys.open(config, never, Encryption.none())) {
            assertThat(keys.tree().isEncrypted()).isFalse();
        }
        assertThatThrownBy(() -> RepositoryKeys.open(config, never, password))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContainingAll(
                        "is not encrypted, but the password was given", "its config has been replaced");
    }

    @Test
    void an_encrypted_repository_asks_for_its_key() {
        byte[] config = create(password);
        assertThatThrownBy(() -> open(config, Encryption.none()))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("is encrypted. Give its password, key file or key provider");
        try (RepositoryKeys keys = RepositoryKeys.create(password, ChunkerParameters.STANDARD, NOW, random)) {
            assertThatThrownBy(() -> keys.newSlot(Encryption.none(), "", NOW, random))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_config_that_somebody_without_the_key_has_changed_is_refused() {
        byte[] config = replace(create(password), "\"maximum\":524288", "\"maximum\":262144");
        byte[] object = Documents.checkedAgain(config);
        assertThatThrownBy(() -> open(object, password))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("was not written with this repository's key");
    }

    @Test
    void a_provider_of_another_name_is_not_asked() {
        byte[] config = create(Encryption.provider(new Xor("kms-1")));
        assertThatThrownBy(() -> open(config, Encryption.provider(new Xor("kms-2"))))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContainingAll("opens with the key provider kms-2 (0 tried, 1 for other keys)");
    }

    @Test
    void a_provider_that_fails_is_told_apart_from_a_wrong_key() {
        byte[] config = create(Encryption.provider(new Xor("kms")));
        Encryption broken = Encryption.provider(new Xor("kms") {
            @Override
            public byte[] unwrap(byte[] wrapped, byte[] context) throws IOException {
                throw new IOException("Connection refused");
            }
        });
        assertThatThrownBy(() -> open(config, broken))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContainingAll("The key provider kms did not unwrap the key", "Connection refused")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_provider_is_given_the_context_and_must_give_32_bytes() {
        byte[] config = create(Encryption.provider(new Xor("kms")));
        Encryption refusing = Encryption.provider(new Xor("kms") {
            @Override
            public byte[] unwrap(byte[] wrapped, byte[] context) {
                assertThat(new String(context, StandardCharsets.ISO_8859_1))
                        .startsWith("backup4j/1/key-slot")
                        .hasSize(51);
                throw new WrongKeyException("Not mine");
            }
        });
        assertThatThrownBy(() -> open(config, refusing))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("(1 tried, 0 for other keys)");
        Encryption tooShort = Encryption.provider(new Xor("kms") {
            @Override
            public byte[] unwrap(byte[] wrapped, byte[] context) {
                return new byte[31];
            }
        });
        assertThatThrownBy(() -> open(config, tooShort))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("a master key of 31 bytes instead of 32");
    }

    @Test
    void closing_wipes_and_nothing_says_what_the_keys_are() {
        RepositoryKeys keys = RepositoryKeys.create(password, ChunkerParameters.STANDARD, NOW, random);
        assertThat(keys)
                .hasToString("RepositoryKeys of repository " + keys.config().repositoryId());
        keys.close();
        keys.close();
        assertThatThrownBy(() -> keys.tree().chunkerTable()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> keys.newSlot(password, "", NOW, random)).isInstanceOf(IllegalStateException.class);
    }

    private byte[] create(Encryption encryption) {
        slots.clear();
        try (RepositoryKeys keys = RepositoryKeys.create(encryption, ChunkerParameters.STANDARD, NOW, random)) {
            add(keys, encryption);
            return keys.configObject();
        }
    }

    private void add(RepositoryKeys keys, Encryption encryption) {
        NewKeySlot slot = keys.newSlot(encryption, "", NOW.plusSeconds(slots.size()), random);
        slots.put(slot.name(), slot.object());
    }

    private RepositoryKeys open(byte[] config, Encryption encryption) throws IOException {
        return RepositoryKeys.open(config, () -> slots, encryption);
    }

    private static byte[] replace(byte[] object, String text, String other) {
        String bytes = new String(object, StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(text);
        return bytes.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Encryption password(String password) {
        return Encryption.password(password.toCharArray(), new Argon2Parameters(8, 1, 1));
    }

    /** Wraps by flipping all bits, which is enough to see whether it was asked. */
    private static class Xor implements KeyProvider {
        private final String name;

        Xor(String name) {
            this.name = name;
        }

        @Override
        public String keyName() {
            return name;
        }

        @Override
        public byte[] wrap(byte[] key, byte[] context) throws IOException {
            byte[] wrapped = Arrays.copyOf(key, key.length);
            for (int i = 0; i < wrapped.length; i++) {
                wrapped[i] ^= (byte) 0xFF;
            }
            return wrapped;
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] context) throws IOException {
            return wrap(wrapped, context);
        }
    }
}
