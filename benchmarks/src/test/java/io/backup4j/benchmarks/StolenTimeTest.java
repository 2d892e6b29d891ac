package io.backup4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StolenTimeTest {
    @Test
    void theEighthFigureIsHundredthsOfSecondsOfAllProcessors() {
        assertThat(StolenTime.secondsOf("cpu  4406298 1 339087 1996371 14378 5 15801 479176 7 9"))
                .isEqualTo(4791.76);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineSaysIt() throws Exception {
        double before = StolenTime.seconds();

        assertThat(StolenTime.seconds()).isGreaterThanOrEqualTo(before).isNotNegative();
    }
}
