package io.backup4j.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;

class ObjectFrameTest {
    private static final String NAME = "index/00112233445566778899aabbccddeeff";

    /** {@code printf 'BK4JI\x01\0\0content' > o && openssl dgst -sha256 -binary o | cat o - | xxd -p}. */
    private static final String OBJECT =
            "424b344a49010000636f6e74656e74" + "a088bcbaa52e5268dd50ec203874ed01528d02bae883488498c776cee6e002fe";

    @Example
    void an_object_has_the_bytes_of_the_format() {
        assertThat(HexFormat.of().formatHex(object())).isEqualTo(OBJECT);
    }

    @Example
    void what_was_written_is_accepted() {
        byte[] object = object();
        ObjectFrame.verify(ObjectKind.INDEX_SEGMENT, NAME, object);
        ObjectFrame.checkHeader(ObjectKind.INDEX_SEGMENT, NAME, Arrays.copyOf(object, 8));
        ObjectFrame.verify(ObjectKind.INDEX_SEGMENT, NAME, Arrays.copyOf(object, 1_000), object.length);
    }

    @Example
    void every_flipped_bit_is_noticed() {
        for (int bit = 0; bit < 8 * object().length; bit++) {
            byte[] object = object();
            object[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> ObjectFrame.verify(ObjectKind.INDEX_SEGMENT, NAME, object))
                    .isInstanceOfAny(CorruptDataException.class, UnsupportedFormatException.class)
                    .hasMessageStartingWith("Index segment " + NAME + " is ");
        }
    }

    @Example
    void every_cut_is_noticed() {
        for (int length = 0; length < object().length; length++) {
            byte[] object = Arrays.copyOf(object(), length);
            assertThatThrownBy(() -> ObjectFrame.verify(ObjectKind.INDEX_SEGMENT, NAME, object))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageStartingWith("Index segment " + NAME + " is damaged: ");
        }
        assertThatThrownBy(() -> ObjectFrame.checkHeader(ObjectKind.INDEX_SEGMENT, NAME, new byte[7]))
                .isInstanceOf(CorruptDataException.class);
    }

    @Example
    void another_kind_is_damage() {
        assertThatThrownBy(() -> ObjectFrame.verify(ObjectKind.PACK, "packs/x", object()))
                .isInstanceOf(CorruptDataException.class)
                .hasMessage("Pack packs/x is damaged: its header says that it is of another kind, I");
    }

    @Example
    void corrupt_too_old_and_too_new_are_told_apart() {
        assertVersion(0, CorruptDataException.class, "version 0, which never was");
        assertVersion(1, UnsupportedFormatException.class, "is too old: format version 1, this program reads 2 to 3");
        assertVersion(4, UnsupportedFormatException.class, "is too new: format version 4, this program reads 2 to 3");
        assertVersion(255, UnsupportedFormatException.class, "is too new: format version 255");
        byte[] fitting = header(2);
        ObjectFrame.checkHeader(ObjectKind.INDEX_SEGMENT, NAME, fitting, 2, 3);
    }

    @Example
    void each_byte_of_the_epoch_is_looked_at() {
        for (int epoch : new int[] {0, 1, 0x100, ObjectFrame.LARGEST_EPOCH}) {
            byte[] header = ObjectFrame.header(ObjectKind.INDEX_SEGMENT, epoch);
            ObjectFrame.checkHeader(ObjectKind.INDEX_SEGMENT, NAME, header);
            assertThat(ObjectFrame.epoch(header)).isEqualTo(epoch);
        }
        for (int at : new int[] {6, 7}) {
            byte[] header = ObjectFrame.header(ObjectKind.CONFIG);
            header[at] = 1;
            assertThatThrownBy(() -> ObjectFrame.checkHeader(ObjectKind.CONFIG, "config", header))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageEndingWith(", and such objects have none");
        }
    }

    @Example
    void a_newer_object_is_too_new_whatever_else_is_new_about_it() {
        byte[] object = object();
        object[4] = 'Z';
        object[5] = 2;
        object[7] = 1;
        assertThatThrownBy(() -> ObjectFrame.verify(ObjectKind.INDEX_SEGMENT, NAME, object))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContainingAll(NAME, "too new");
    }

    private static void assertVersion(int version, Class<? extends RuntimeException> type, String message) {
        assertThatThrownBy(() -> ObjectFrame.checkHeader(ObjectKind.INDEX_SEGMENT, NAME, header(version), 2, 3))
                .isInstanceOf(type)
                .hasMessageContainingAll(NAME, message);
    }

    private static byte[] header(int version) {
        byte[] header = ObjectFrame.header(ObjectKind.INDEX_SEGMENT);
        header[5] = (byte) version;
        return header;
    }

    private static byte[] object() {
        ByteWriter writer = new ByteWriter(0);
        writer.raw(ObjectFrame.header(ObjectKind.INDEX_SEGMENT)).raw("content".getBytes(StandardCharsets.UTF_8));
        ObjectFrame.appendCheck(writer);
        return writer.toByteArray();
    }
}
