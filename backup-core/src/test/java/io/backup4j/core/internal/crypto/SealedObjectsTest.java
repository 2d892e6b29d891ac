package io.backup4j.core.internal.crypto;

import static io.backup4j.core.internal.KnownAnswers.POINT_NAME;
import static io.backup4j.core.internal.KnownAnswers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.FixedRandom;
import io.backup4j.core.internal.KnownAnswers;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.format.ObjectFrame;
import io.backup4j.core.internal.format.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Example;

class SealedObjectsTest {
    private static final byte[] JSON = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);

    private final KeyTree keys = KeyTree.of(KnownAnswers.REPOSITORY, SecretBytes.owning(KnownAnswers.masterKey()));
    private final SealedObjects encrypted = objects(keys, Compression.none());
    private final SealedObjects plain = objects(KeyTree.unencrypted(KnownAnswers.REPOSITORY), Compression.none());

    @Example
    void an_object_has_the_bytes_of_the_format() {
        assertThat(encrypted.seal(ObjectKind.RESTORE_POINT, POINT_NAME, JSON)).isEqualTo(answer("sealed-object"));
        assertThat(encrypted.open(ObjectKind.RESTORE_POINT, POINT_NAME, answer("sealed-object")))
                .isEqualTo(JSON);
    }

    @Example
    void what_is_sealed_opens() {
        SealedObjects compressing = objects(keys, Compression.zstd());
        for (int length : new int[] {0, 1, 65_531, 65_532, 65_536, 300_000}) {
            byte[] content = new byte[length];
            byte[] object = compressing.seal(ObjectKind.INDEX_SEGMENT, "index/x", content);
            assertThat(encrypted.open(ObjectKind.INDEX_SEGMENT, "index/x", object))
                    .isEqualTo(content);
            object = plain.seal(ObjectKind.INDEX_SEGMENT, "index/x", content);
            assertThat(plain.open(ObjectKind.INDEX_SEGMENT, "index/x", object)).isEqualTo(content);
        }
    }

    @Example
    void two_objects_of_one_name_and_content_have_nothing_in_common() {
        byte[] one = encrypted.seal(ObjectKind.ANNOTATION, "annotations/x", JSON);
        byte[] two = encrypted.seal(ObjectKind.ANNOTATION, "annotations/x", JSON);
        assertThat(Arrays.copyOfRange(two, 8, two.length)).isNotEqualTo(Arrays.copyOfRange(one, 8, one.length));
        assertThat(Arrays.copyOfRange(two, 24, 29)).isNotEqualTo(Arrays.copyOfRange(one, 24, 29));
    }

    @Example
    void every_flipped_bit_is_noticed_even_when_the_check_was_made_again() {
        for (int bit = 0; bit < 8 * (answer("sealed-object").length - 32); bit++) {
            byte[] object = answer("sealed-object");
            object[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(encrypted, object);
            assertRefused(encrypted, checkedAgain(object));
        }
    }

    @Example
    void every_cut_is_noticed_even_when_the_check_was_made_again() {
        for (SealedObjects objects : new SealedObjects[] {encrypted, plain}) {
            byte[] whole = objects.seal(ObjectKind.RESTORE_POINT, POINT_NAME, JSON);
            for (int length = 0; length < whole.length; length++) {
                byte[] object = Arrays.copyOf(whole, length);
                assertRefused(objects, object);
                if (length >= 40 && length != whole.length) {
                    assertRefused(objects, checkedAgain(object));
                }
            }
        }
    }

    @Example
    void another_name_or_kind_or_repository_is_noticed() {
        byte[] object = encrypted.seal(ObjectKind.RESTORE_POINT, POINT_NAME, JSON);
        assertThatThrownBy(() -> encrypted.open(ObjectKind.RESTORE_POINT, "points/other", object))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageStartingWith("Restore point points/other is damaged: record 0 of block 0 ");
        assertThatThrownBy(() -> encrypted.open(ObjectKind.ANNOTATION, POINT_NAME, object))
                .isInstanceOf(CorruptDataException.class);
        assertRefused(
                objects(
                        KeyTree.of(KnownAnswers.SALT, SecretBytes.owning(KnownAnswers.masterKey())),
                        Compression.none()),
                object);
    }

    private static void assertRefused(SealedObjects objects, byte[] object) {
        assertThatThrownBy(() -> objects.open(ObjectKind.RESTORE_POINT, POINT_NAME, object))
                .isInstanceOfAny(CorruptDataException.class, UnsupportedFormatException.class)
                .hasMessageStartingWith("Restore point " + POINT_NAME + " is ");
    }

    private static byte[] checkedAgain(byte[] object) {
        ByteWriter writer = new ByteWriter(object.length).raw(object, 0, object.length - ObjectFrame.CHECK_LENGTH);
        ObjectFrame.appendCheck(writer);
        return writer.toByteArray();
    }

    private static SealedObjects objects(KeyTree keys, Compression compression) {
        return new SealedObjects(
                keys,
                Ciphers.ofPlatform(),
                BlockCodec.of(compression),
                new FixedRandom(KnownAnswers.SALT.toByteArray()));
    }
}
