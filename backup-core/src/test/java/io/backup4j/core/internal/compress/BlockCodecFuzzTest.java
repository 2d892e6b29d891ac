package io.backup4j.core.internal.compress;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class BlockCodecFuzzTest {
    private static final int LONGEST = 1 << 20;

    static Stream<byte[]> payloads() {
        byte[] plain = "what is written once and once again ".repeat(30).getBytes(StandardCharsets.UTF_8);
        return Fuzz.seeds(Stream.of(
                        Compression.none(),
                        Compression.zstd(),
                        Compression.gzip(),
                        Compression.bzip2(),
                        Compression.xz())
                .map(compression -> compressed(plain, compression)));
    }

    @MethodSource("payloads")
    @FuzzTest
    void payload(byte[] payload) {
        try (BlockCodec codec = BlockCodec.of(Compression.none())) {
            Fuzz.read(() -> {
                int length = BlockCodec.plainLength("Object", payload, 0, payload.length);
                if (length <= LONGEST) {
                    codec.decompress("Object", payload, 0, payload.length, new byte[length], 0);
                }
            });
        }
    }

    private static byte[] compressed(byte[] plain, Compression compression) {
        try (BlockCodec codec = BlockCodec.of(compression)) {
            byte[] payload = new byte[BlockCodec.maxPayload(plain.length)];
            return Arrays.copyOf(payload, codec.compress(plain, 0, plain.length, payload, 0));
        }
    }
}
