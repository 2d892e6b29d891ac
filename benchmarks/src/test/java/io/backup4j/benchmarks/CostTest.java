package io.backup4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostTest {
    @Test
    void userAndSystemTimeAreAddedAndKibibytesBecomeMegabytes() {
        assertThat(Cost.of(1_500_000_000L, "1.25 0.50 1000\n", 0.25)).isEqualTo(new Cost(1.5, 1.75, 1.024, 0.25));
    }
}
