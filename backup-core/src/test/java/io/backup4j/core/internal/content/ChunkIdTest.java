package io.backup4j.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.internal.format.ByteReader;
import io.backup4j.core.internal.format.ByteWriter;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ChunkIdTest {
    @Property(tries = 200)
    void every_form_gives_the_same_id(@ForAll @Size(32) byte[] bytes) {
        ChunkId id = ChunkId.of(bytes, 0);
        ByteWriter writer = new ByteWriter(0);
        id.writeTo(writer);
        byte[] target = new byte[40];
        id.copyTo(target, 8);
        assertThat(writer.toByteArray()).isEqualTo(bytes);
        assertThat(id.toByteArray()).isEqualTo(bytes);
        assertThat(ChunkId.of(target, 8)).isEqualTo(id).hasSameHashCodeAs(id);
        assertThat(ChunkId.read(new ByteReader("Thing t", bytes))).isEqualTo(id);
        assertThat(id).hasToString(HexFormat.of().formatHex(bytes));
    }

    @Property(tries = 300)
    void order_is_that_of_the_unsigned_bytes(
            @ForAll @Size(32) byte[] left, @ForAll @IntRange(max = 31) int at, @ForAll byte other) {
        byte[] right = left.clone();
        right[at] = other;
        int expected = Integer.signum(Arrays.compareUnsigned(left, right));
        assertThat(Integer.signum(ChunkId.of(left, 0).compareTo(ChunkId.of(right, 0))))
                .isEqualTo(expected);
    }

    @Example
    void an_id_can_be_a_key_of_millions() {
        ChunkId id = new ChunkId(1, 2, 3, 4);
        assertThat(id).isNotEqualTo(new ChunkId(1, 2, 3, 5)).isEqualTo(new ChunkId(1, 2, 3, 4));
    }
}
