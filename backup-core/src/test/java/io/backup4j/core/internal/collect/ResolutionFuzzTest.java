package io.backup4j.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.internal.Fuzz;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class ResolutionFuzzTest {
    static Stream<byte[]> payloads() {
        return Fuzz.seeds(Stream.of(ResolutionTest.SAMPLE.write(), Resolution.aborted(300), Resolution.closing(300)));
    }

    @MethodSource("payloads")
    @FuzzTest
    void payload(byte[] payload) {
        Fuzz.read(() -> Resolution.read("Collection", 300, payload)
                .ifPresent(read -> assertThat(read.write()).isEqualTo(payload)));
        Fuzz.read(() -> Resolution.checkClosing("Collection", 300, payload));
    }
}
