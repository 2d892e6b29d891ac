package io.backup4j.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Locale;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteStringTest {
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void comparesByUnsignedContent(@ForAll byte[] one, @ForAll byte[] other) {
        ByteString left = ByteString.of(one);
        ByteString right = ByteString.of(other);

        assertThat(Integer.signum(left.compareTo(right)))
                .isEqualTo(Integer.signum(left.toHex().compareTo(right.toHex())));
        assertThat(left.equals(right)).isEqualTo(left.toHex().equals(right.toHex()));
        assertThat(ByteString.of(one)).isEqualTo(left).hasSameHashCodeAs(left).isEqualByComparingTo(left);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void hex_isReadBackInEitherCase(@ForAll byte[] bytes) {
        ByteString value = ByteString.of(bytes);

        assertThat(ByteString.fromHex(value.toHex())).isEqualTo(value);
        assertThat(ByteString.fromHex(value.toHex().toUpperCase(Locale.ROOT))).isEqualTo(value);
        assertThat(value.toByteArray()).isEqualTo(bytes);
        if (bytes.length > 0) {
            assertThat(new BigInteger(value.toHex(), 16)).isEqualTo(new BigInteger(1, bytes));
        }
    }

    @Test
    void empty_isOne() {
        assertThat(ByteString.of(new byte[0])).isSameAs(ByteString.empty()).isSameAs(ByteString.utf8(""));
        assertThat(ByteString.of(new byte[5], 5, 0)).isSameAs(ByteString.empty());
        assertThat(ByteString.empty().isEmpty()).isTrue();
        assertThat(ByteString.empty()).hasToString("").isLessThan(ByteString.utf8("a"));
    }

    @Test
    void range_mustLieInsideTheArray() {
        byte[] bytes = {1, 2, 3};

        assertThat(ByteString.of(bytes, 1, 2)).hasToString("0203");
        for (int[] bad : new int[][] {{-1, 1}, {0, -1}, {0, 4}, {3, 1}, {4, 0}, {2, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> ByteString.of(bytes, bad[0], bad[1]))
                    .as("%s+%s", bad[0], bad[1])
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void bytesGivenAndTaken_areCopies() {
        byte[] given = {1, 2};
        ByteString value = ByteString.of(given);
        given[0] = 9;
        value.toByteArray()[0] = 9;

        assertThat(value).hasToString("0102");
        assertThat(value.at(1)).isEqualTo((byte) 2);
        assertThat(value.length()).isEqualTo(2);
        assertThat(value.isEmpty()).isFalse();
    }

    @Test
    void copyTo_fillsFromTheOffset() {
        byte[] target = new byte[4];
        ByteString.fromHex("0aFF").copyTo(target, 1);

        assertThat(target).containsExactly(0, 0x0a, 0xff, 0);
        assertThatThrownBy(() -> ByteString.fromHex("0aff").copyTo(target, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void text_isUtf8() {
        assertThat(ByteString.utf8("\u00e4")).hasToString("c3a4");
        assertThat(ByteString.fromHex("c3a4").toUtf8()).isEqualTo("\u00e4");
        assertThat(ByteString.fromHex("61e4").toUtf8()).isEqualTo("a\ufffd");
    }

    @Test
    void notHex_isRefused() {
        for (String bad : new String[] {"0", "0g", "+1", "0x00", " 00"}) {
            assertThatThrownBy(() -> ByteString.fromHex(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
