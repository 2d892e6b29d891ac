package io.backup4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StepTest {
    @Test
    void theFirstBackupIsAlwaysRunAndTheOrderIsOurs() {
        assertThat(Step.parseList("verify, unchanged")).containsExactly(Step.FIRST, Step.UNCHANGED, Step.VERIFY);
    }

    @Test
    void anUnknownStepIsNamedWithTheKnownOnes() {
        assertThatThrownBy(() -> Step.parseList("first,prune"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'prune'")
                .hasMessageContaining("first,unchanged,restore,verify");
    }
}
