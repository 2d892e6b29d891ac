package io.backup4j.core.internal.chunk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkerParametersTest {
    @ParameterizedTest
    @CsvSource({
        "128, 512, 1024",
        "256, 256, 1024",
        "256, 512, 512",
        "256, 512, 16777216",
        "300, 512, 1024",
        "256, 600, 1024",
        "256, 512, 1000",
        "0, 0, 0",
        "-256, 512, 1024",
        "1024, 512, 2048"
    })
    void refusesWhatTheFormatDoesNotAllow(int minimum, int average, int maximum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChunkerParameters(minimum, average, maximum))
                .withMessageContaining(minimum + ", average " + average + ", maximum " + maximum);
    }

    @Test
    void allowsTheLimits() {
        assertThatCode(() -> new ChunkerParameters(256, 512, 8 << 20)).doesNotThrowAnyException();
    }
}
