package io.backup4j.core.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.KeySlotInfo;
import io.backup4j.core.internal.KnownAnswers;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySlotsTest {
    private static final Argon2Parameters CHEAP = new Argon2Parameters(8, 1, 1);
    private static final String NAME = ObjectNames.keySlot(KnownAnswers.SLOT);
    private static final String OTHER_NAME = "keys/0123456789abcdef0123456789abcdef";

    private final KeySource password = password("pässword");

    @TempDir
    Path directory;

    @Test
    void a_password_slot_made_from_the_format_alone_opens() {
        assertThat(open(password, Map.of(NAME, KnownAnswers.answer("password-slot"))))
                .isEqualTo(KnownAnswers.masterKey());
    }

    @Test
    void a_key_file_slot_made_from_the_format_alone_opens() throws Exception {
        Path file = directory.resolve("key");
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (32 + i);
        }
        Files.writeString(file, HexFormat.of().formatHex(key) + "\n");
        byte[] opened = open(KeySource.keyFile(file), Map.of(NAME, KnownAnswers.answer("key-file-slot")));
        assertThat(opened).isEqualTo(KnownAnswers.masterKey());
    }

    @Test
    void every_flipped_bit_is_noticed_and_with_the_check_made_again_never_gives_another_key() {
        byte[] whole = KnownAnswers.answer("password-slot");
        for (int at = 0; at < whole.length - 32; at++) {
            byte[] object = whole.clone();
            object[at] ^= (byte) (1 << at % 8);
            assertDoesNotOpen(object);
            try {
                byte[] key = open(password, Map.of(NAME, Documents.checkedAgain(object)));
                assertThat(key).isEqualTo(KnownAnswers.masterKey());
            } catch (CorruptDataException | WrongKeyException e) {
                assertThat(e).hasMessageContaining("No key slot of repository");
            }
        }
    }

    @Test
    void every_cut_is_noticed() {
        byte[] whole = KnownAnswers.answer("password-slot");
        for (int length = 0; length < whole.length; length++) {
            byte[] object = Arrays.copyOf(whole, length);
            assertDoesNotOpen(object);
            if (length >= 40) {
                assertDoesNotOpen(Documents.checkedAgain(object));
            }
        }
    }

    @Test
    void a_wrong_password_says_how_many_slots_were_tried() {
        Map<String, byte[]> slots = Map.of(NAME, KnownAnswers.answer("password-slot"), OTHER_NAME, unknownSlot());
        assertThatThrownBy(() -> open(password("other"), slots))
                .isInstanceOf(WrongKeyException.class)
                .hasMessage("No key slot of repository 00112233445566778899aabbccddeeff opens with the password"
                        + " (1 tried, 1 for other keys)");
    }

    @Test
    void a_damaged_slot_is_named_and_the_others_are_tried() {
        Map<String, byte[]> slots = new LinkedHashMap<>();
        slots.put(OTHER_NAME, new byte[100]);
        assertThatThrownBy(() -> open(password, slots))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContainingAll("(0 tried, 0 for other keys)", "Key slot " + OTHER_NAME + " is damaged");
        slots.put(NAME, KnownAnswers.answer("password-slot"));
        assertThat(open(password, slots)).isEqualTo(KnownAnswers.masterKey());
        assertThatThrownBy(() -> open(password("other"), slots))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContainingAll("(1 tried", "Key slot " + OTHER_NAME + " is damaged");
        KeySlots read = new KeySlots(KnownAnswers.REPOSITORY, slots);
        assertThat(read.troubles()).singleElement().asString().contains(OTHER_NAME);
        assertThat(read.slots())
                .extracting(KeySlot::info)
                .containsExactly(new KeySlotInfo(
                        KnownAnswers.SLOT.toHex(), "password", "by hand", Instant.parse("2026-11-21T04:00:00Z")));
    }

    @Test
    void a_slot_of_another_repository_is_passed_over() {
        KeySlots slots = new KeySlots(new ObjectId(1, 2), Map.of(NAME, KnownAnswers.answer("password-slot")));
        assertThat(slots.slots()).isEmpty();
        assertThat(slots.troubles()).isEmpty();
        assertThatThrownBy(() -> slots.open(password))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("(0 tried, 0 for other keys)");
    }

    @Test
    void a_slot_under_another_name_is_damaged() {
        assertThatThrownBy(() -> open(password, Map.of(OTHER_NAME, KnownAnswers.answer("password-slot"))))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("its member slotId is not the one in its name");
    }

    @Test
    void a_key_wrapped_for_another_slot_or_repository_does_not_open() {
        KeySlot slot = KeySlot.read(NAME, KnownAnswers.answer("password-slot"));
        KeySlot.Place place = slot.place();
        assertThat(password.unwrap(slot.key(), place.context())).isPresent();
        for (KeySlot.Place other : new KeySlot.Place[] {
            new KeySlot.Place(place.repositoryId(), new ObjectId(1, 2), 0),
            new KeySlot.Place(new ObjectId(1, 2), place.id(), 0),
            new KeySlot.Place(place.repositoryId(), place.id(), 1)
        }) {
            assertThat(password.unwrap(slot.key(), other.context())).isEmpty();
        }
    }

    @Test
    void a_slot_that_needs_more_memory_than_there_is_is_not_tried() {
        String json = Documents.PASSWORD_SLOT.replace("\"memoryKiB\": 64", "\"memoryKiB\": 4194304");
        assertThatThrownBy(() -> open(password, Map.of(NAME, Documents.slot(json))))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContainingAll("(0 tried", NAME + " cannot be tried: it asks for 4096 MiB of memory", "-Xmx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repositoryId",
                "slotId",
                "createdAt",
                "label",
                "kind",
                "kdf",
                "algorithm",
                "memoryKiB",
                "iterations",
                "parallelism",
                "salt",
                "wrapped"
            })
    void a_missing_member_is_named(String member) {
        String json = Documents.PASSWORD_SLOT.replace('"' + member + '"', "\"unknown\"");
        assertTrouble(json, member + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "\"memoryKiB\": 64, \"memoryKiB\": 7, its member kdf is out of bounds. Argon2id memory",
        "\"memoryKiB\": 64, \"memoryKiB\": 4194305, its member kdf is out of bounds. Argon2id memory",
        "\"parallelism\": 1, \"parallelism\": 9, its member kdf is out of bounds. Argon2id memory",
        "\"iterations\": 2, \"iterations\": 0, its member kdf is out of bounds. Argon2id iterations",
        "\"iterations\": 2, \"iterations\": 1001, its member kdf is out of bounds. Argon2id iterations",
        "\"parallelism\": 1, \"parallelism\": 0, its member kdf is out of bounds. Argon2id parallelism",
        "\"parallelism\": 1, \"parallelism\": 65, its member kdf is out of bounds. Argon2id parallelism",
        "\"parallelism\": 1, \"parallelism\": 99999999999, its member kdf.parallelism is the number 99999999999",
        "argon2id, scrypt, its member kdf.algorithm is not argon2id",
        "\"wrapped\": \"00, \"wrapped\": \", its member wrapped has 59 bytes instead of 60",
    })
    void a_wrong_member_is_named(String right, String wrong, String message) {
        assertTrouble(Documents.PASSWORD_SLOT.replace(right, wrong), message);
    }

    @Test
    void a_kind_of_a_newer_release_is_listed_and_never_tried() {
        KeySlots slots = new KeySlots(KnownAnswers.REPOSITORY, Map.of(OTHER_NAME, unknownSlot()));
        assertThat(slots.slots()).extracting(slot -> slot.info().kind()).containsExactly("quantum");
        assertThat(slots.troubles()).isEmpty();
    }

    private void assertTrouble(String json, String message) {
        KeySlots slots = new KeySlots(KnownAnswers.REPOSITORY, Map.of(NAME, Documents.slot(json)));
        assertThat(slots.troubles()).singleElement().asString().contains("Key slot " + NAME + " is damaged", message);
        assertThat(slots.slots()).isEmpty();
    }

    private void assertDoesNotOpen(byte[] object) {
        assertThatThrownBy(() -> open(password, Map.of(NAME, object)))
                .isInstanceOfAny(CorruptDataException.class, WrongKeyException.class);
    }

    private static byte[] unknownSlot() {
        return Documents.slot(Documents.PASSWORD_SLOT
                .replace("\"password\"", "\"quantum\"")
                .replace(KnownAnswers.SLOT.toHex(), OTHER_NAME.substring(5)));
    }

    private static byte[] open(KeySource source, Map<String, byte[]> slots) {
        try (KeySlots.Opened opened = new KeySlots(KnownAnswers.REPOSITORY, slots).open(source)) {
            return opened.keys().newest().bytes().clone();
        }
    }

    private static KeySource password(String password) {
        return KeySource.password(password.toCharArray(), CHEAP);
    }
}
