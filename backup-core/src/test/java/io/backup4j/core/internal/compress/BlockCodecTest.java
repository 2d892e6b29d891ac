package io.backup4j.core.internal.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.format.BigEndian;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class BlockCodecTest {
    private static final List<Compression> ALL = List.of(
            Compression.none(),
            Compression.zstd(),
            Compression.gzip(),
            Compression.bzip2(),
            Compression.xz(),
            Compression.zstd(1),
            Compression.zstd(19));

    @Property(tries = 120)
    void every_reader_gives_back_what_any_writer_was_given(
            @ForAll("compressions") Compression writer,
            @ForAll("compressions") Compression reader,
            @ForAll("lengths") int length,
            @ForAll boolean compressible,
            @ForAll long seed) {
        byte[] plain = compressible ? text(length, seed) : noise(length, seed);
        byte[] payload = payload(writer, plain);
        assertThat(payload.length).isLessThanOrEqualTo(BlockCodec.maxPayload(length));
        assertThat(BlockCodec.plainLength("Pack p", payload, 0, payload.length)).isEqualTo(length);
        assertThat(plain(reader, payload)).isEqualTo(plain);
    }

    @Example
    void offsets_are_kept_and_nothing_beside_the_ranges_is_touched() {
        for (Compression compression : ALL) {
            byte[] plain = text(3_000, 1);
            byte[] payload = new byte[4_000];
            byte[] result = new byte[2_100];
            try (BlockCodec codec = BlockCodec.of(compression)) {
                int length = codec.compress(plain, 500, 2_000, payload, 7);
                assertThat(Arrays.copyOf(payload, 7)).containsOnly(0);
                codec.decompress("Pack p", payload, 7, length, result, 50);
            }
            assertThat(Arrays.copyOfRange(result, 50, 2_050)).isEqualTo(Arrays.copyOfRange(plain, 500, 2_500));
            assertThat(Arrays.copyOf(result, 50)).containsOnly(0);
            assertThat(Arrays.copyOfRange(result, 2_050, 2_100)).containsOnly(0);
        }
    }

    @Example
    void text_gets_smaller_and_says_by_which_codec() {
        List<Integer> codes = ALL.stream()
                .map(compression -> payload(compression, text(200_000, 1)))
                .peek(payload -> assertThat(payload.length).isLessThan(payload[0] == 0 ? 200_006 : 100_000))
                .map(payload -> (int) payload[0])
                .toList();
        assertThat(codes).containsExactly(0, 1, 2, 3, 4, 1, 1);
    }

    @Example
    void what_does_not_get_smaller_is_stored_as_it_is() {
        for (Compression compression : ALL) {
            for (int length : new int[] {0, 1, 100, 65_535, 65_536, 1_000_000}) {
                byte[] payload = payload(compression, noise(length, 5));
                assertThat(payload[0]).as("%s %s", compression, length).isZero();
                assertThat(payload).hasSize(length + 5);
            }
        }
    }

    @Example
    void the_sample_decides_for_large_blocks() {
        byte[] noiseWithTextBetweenTheSamples = noise(1 << 20, 1);
        System.arraycopy(text(100_000, 1), 0, noiseWithTextBetweenTheSamples, 200_000, 100_000);
        assertThat(payload(Compression.zstd(), noiseWithTextBetweenTheSamples)[0])
                .isZero();

        byte[] noiseWithTextAtTheEnd = noise(1 << 20, 1);
        System.arraycopy(text(100_000, 1), 0, noiseWithTextAtTheEnd, (1 << 20) - 100_000, 100_000);
        assertThat(payload(Compression.zstd(), noiseWithTextAtTheEnd)[0]).isEqualTo((byte) 1);
    }

    @Example
    void a_bomb_never_gives_more_than_it_announces() {
        for (Compression compression : ALL.subList(1, 5)) {
            byte[] bomb = payload(compression, new byte[8 << 20]);
            assertThat(bomb.length).isLessThan(20_000);
            BigEndian.putInt(bomb, 1, 1_000);
            byte[] out = new byte[2_000];
            try (BlockCodec codec = BlockCodec.of(Compression.none())) {
                assertThatThrownBy(() -> codec.decompress("Pack p", bomb, 0, bomb.length, out, 0))
                        .isInstanceOf(CorruptDataException.class)
                        .hasMessageStartingWith("Pack p is damaged: ");
            }
            assertThat(Arrays.copyOfRange(out, 1_000, 2_000)).containsOnly(0);
        }
    }

    @Example
    void a_payload_that_gives_too_little_is_refused() {
        for (Compression compression : ALL) {
            byte[] payload = payload(compression, text(10_000, 1));
            BigEndian.putInt(payload, 1, 10_001);
            assertRefused(payload);
        }
    }

    @Example
    void a_cut_payload_is_refused() {
        for (Compression compression : ALL) {
            byte[] payload = payload(compression, text(500, 1));
            for (int length = 0; length < payload.length; length++) {
                assertRefused(Arrays.copyOf(payload, length));
            }
        }
    }

    @Example
    void bytes_behind_the_data_are_refused() {
        for (Compression compression : ALL) {
            byte[] payload = payload(compression, text(500, 1));
            assertRefused(Arrays.copyOf(payload, payload.length + 3));
        }
    }

    @Example
    void a_flipped_byte_gives_other_bytes_of_the_same_length_or_is_refused() {
        for (Compression compression : ALL) {
            byte[] payload = payload(compression, text(2_000, 1));
            for (int at = 5; at < payload.length; at++) {
                byte[] flipped = payload.clone();
                flipped[at] ^= (byte) (1 << at % 8);
                try {
                    assertThat(plain(Compression.none(), flipped)).hasSize(2_000);
                } catch (CorruptDataException e) {
                    assertThat(e).hasMessageStartingWith("Pack p is damaged: ");
                }
            }
        }
    }

    @Example
    void impossible_headers_are_refused() {
        assertRefused(new byte[] {5, 0, 0, 0, 0});
        assertRefused(new byte[] {(byte) 0xFF, 0, 0, 0, 0});
        assertRefused(new byte[] {0, 0x10, 0, 0, 1, 0});
        assertRefused(new byte[] {0, (byte) 0x80, 0, 0, 0});
    }

    @Example
    void an_output_that_is_too_small_is_the_callers_mistake() {
        byte[] payload = payload(Compression.zstd(), text(500, 1));
        try (BlockCodec codec = BlockCodec.of(Compression.zstd())) {
            assertThatThrownBy(() -> codec.decompress("Pack p", payload, 0, payload.length, new byte[499], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> codec.compress(new byte[500], 0, 500, new byte[504], 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Provide
    Arbitrary<Compression> compressions() {
        return Arbitraries.of(ALL);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(0, 1, 2, 65_531, 65_535, 65_536, 65_537, (1 << 20) + 1)),
                Tuple.of(1, Arbitraries.integers().between(0, 200_000)));
    }

    private static void assertRefused(byte[] payload) {
        assertThatThrownBy(() -> plain(Compression.none(), payload))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageStartingWith("Pack p is damaged: ");
    }

    private static byte[] payload(Compression compression, byte[] plain) {
        byte[] payload = new byte[BlockCodec.maxPayload(plain.length)];
        try (BlockCodec codec = BlockCodec.of(compression)) {
            return Arrays.copyOf(payload, codec.compress(plain, 0, plain.length, payload, 0));
        }
    }

    private static byte[] plain(Compression compression, byte[] payload) {
        byte[] plain = new byte[BlockCodec.plainLength("Pack p", payload, 0, payload.length)];
        try (BlockCodec codec = BlockCodec.of(compression)) {
            codec.decompress("Pack p", payload, 0, payload.length, plain, 0);
        }
        return plain;
    }

    private static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(int length, long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + Math.abs(random.nextGaussian() * 3));
        }
        return bytes;
    }
}
