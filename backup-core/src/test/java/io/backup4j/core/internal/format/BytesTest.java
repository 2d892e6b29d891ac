package io.backup4j.core.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BytesTest {
    @Property(tries = 300)
    void what_is_written_is_read(
            @ForAll @IntRange(max = 255) int u8,
            @ForAll @IntRange(max = 65_535) int u16,
            @ForAll @LongRange(max = 0xFFFF_FFFFL) long u32,
            @ForAll long u64,
            @ForAll @LongRange(min = 0) long varint,
            @ForAll byte[] bytes,
            @ForAll String text) {
        ByteWriter writer = new ByteWriter(0);
        writer.u8(u8).u16(u16).u32(u32).u64(u64).varint(varint).bytes(bytes);
        writer.bytes(ByteString.of(bytes)).text(text).raw(bytes).zeros(3);
        ByteReader reader = new ByteReader("Thing t", writer.toByteArray());
        assertThat(reader.u8()).isEqualTo(u8);
        assertThat(reader.u16()).isEqualTo(u16);
        assertThat(reader.u32()).isEqualTo(u32);
        assertThat(reader.u64()).isEqualTo(u64);
        assertThat(reader.varint()).isEqualTo(varint);
        assertThat(reader.bytes()).isEqualTo(bytes);
        assertThat(reader.byteString()).isEqualTo(ByteString.of(bytes));
        assertThat(ByteString.utf8(reader.text())).isEqualTo(ByteString.utf8(text));
        assertThat(reader.raw(bytes.length)).isEqualTo(bytes);
        assertThat(reader.raw(3)).containsOnly(0);
        assertThat(reader.remaining()).isZero();
        reader.requireEnd();
    }

    @Example
    void the_notation_is_that_of_the_format() {
        ByteWriter writer = new ByteWriter(1);
        writer.u8(0xFE)
                .u16(0x0102)
                .u32(0xA1B2C3D4L)
                .u64(0x1122334455667788L)
                .varint(300)
                .text("é");
        assertThat(hex(writer)).isEqualTo("fe" + "0102" + "a1b2c3d4" + "1122334455667788" + "ac02" + "02c3a9");
    }

    @Example
    void a_varint_takes_as_few_bytes_as_it_needs() {
        assertThat(hex(new ByteWriter(0).varint(0))).isEqualTo("00");
        assertThat(hex(new ByteWriter(0).varint(127))).isEqualTo("7f");
        assertThat(hex(new ByteWriter(0).varint(128))).isEqualTo("8001");
        assertThat(hex(new ByteWriter(0).varint(Long.MAX_VALUE))).isEqualTo("ff".repeat(8) + "7f");
    }

    @Example
    void a_varint_of_another_form_is_damage() {
        assertDamaged("8000", ByteReader::varint, "not in its shortest form");
        assertDamaged("ff".repeat(8) + "00", ByteReader::varint, "not in its shortest form");
        assertDamaged("ff".repeat(9) + "01", ByteReader::varint, "more than 9 bytes");
        assertDamaged("80", ByteReader::varint, "0 bytes left");
    }

    @Example
    void every_cut_is_noticed_with_name_and_place() {
        byte[] whole = new ByteWriter(0)
                .u8(1)
                .u16(2)
                .u32(3)
                .u64(4)
                .varint(300)
                .text("text")
                .toByteArray();
        for (int length = 0; length < whole.length; length++) {
            ByteReader reader = new ByteReader("Thing t", whole, 0, length);
            assertThatThrownBy(() -> {
                        reader.u8();
                        reader.u16();
                        reader.u32();
                        reader.u64();
                        reader.varint();
                        reader.text();
                    })
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageStartingWith("Thing t is damaged: at byte ");
        }
    }

    @Example
    void a_length_beyond_the_end_allocates_nothing() {
        assertDamaged("ff".repeat(8) + "7f", ByteReader::bytes, "at most 0 can be");
        assertDamaged("05aabb", ByteReader::bytes, "the number 5 where at most 2 can be");
        assertDamaged("05aabb", ByteReader::byteString, "the number 5");
        assertDamaged("05aabb", ByteReader::text, "the number 5");
        assertDamaged("05aabb", ByteReader::nested, "the number 5");
        assertDamaged("05" + "aa".repeat(9), reader -> reader.count(2), "the number 5 where at most 4 can be");
        assertDamaged("aabb", reader -> reader.raw(3), "2 bytes left where 3 are needed");
        assertDamaged("aabb", reader -> reader.skip(3), "2 bytes left where 3 are needed");
        assertDamaged("aabb", reader -> reader.skip(-1), "2 bytes left where -1 are needed");
    }

    @Example
    void text_that_is_not_utf8_is_damage() {
        assertDamaged("02c328", ByteReader::text, "not UTF-8");
        assertDamaged("03eda080", ByteReader::text, "not UTF-8");
    }

    @Example
    void a_rest_is_damage_where_the_end_should_be() {
        assertDamaged("00", ByteReader::requireEnd, "1 bytes where the end should be");
    }

    @Example
    void a_range_is_not_left() {
        byte[] bytes = HexFormat.of().parseHex("ffff01aa02bbccffff");
        ByteReader reader = new ByteReader("Thing t", bytes, 2, 5);
        ByteReader nested = reader.nested();
        assertThat(nested.u8()).isEqualTo(0xAA);
        assertThatThrownBy(nested::u8).isInstanceOf(CorruptDataException.class);
        assertThat(reader.position()).isEqualTo(2);
        assertThat(reader.remaining()).isEqualTo(3);
        assertThat(reader.bytes()).containsExactly(0xBB, 0xCC);
        reader.requireEnd();
    }

    @Example
    void numbers_that_do_not_fit_are_the_callers_mistake() {
        for (Consumer<ByteWriter> call : Arrays.<Consumer<ByteWriter>>asList(
                w -> w.u8(256),
                w -> w.u8(-1),
                w -> w.u16(65_536),
                w -> w.u32(1L << 32),
                w -> w.varint(-1),
                w -> w.skip(-1))) {
            assertThatThrownBy(() -> call.accept(new ByteWriter(0))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new ByteWriter(0).raw(new byte[3], 1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Example
    void a_skipped_range_can_be_filled_and_a_cleared_writer_used_again() {
        ByteWriter writer = new ByteWriter(4).u8(1);
        int at = writer.skip(2);
        writer.u8(2);
        writer.buffer()[at] = 8;
        writer.buffer()[at + 1] = 9;
        assertThat(writer.toByteArray()).containsExactly(1, 8, 9, 2);
        writer.clear();
        assertThat(writer.zeros(2).toByteArray()).containsExactly(0, 0);
    }

    private static void assertDamaged(String hex, Consumer<ByteReader> read, String message) {
        ByteReader reader = new ByteReader("Thing t", HexFormat.of().parseHex(hex));
        assertThatThrownBy(() -> read.accept(reader))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContainingAll("Thing t is damaged: at byte ", message);
    }

    private static String hex(ByteWriter writer) {
        return HexFormat.of().formatHex(writer.toByteArray());
    }
}
