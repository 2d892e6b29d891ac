package io.backup4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void rateAndRest_followFromBytesAndTime() {
        Progress progress = progress(3_000, 9_000, Duration.ofSeconds(2));

        assertThat(progress.bytesPerSecond()).isEqualTo(1_500);
        assertThat(progress.secondsLeft()).hasValue(4);
    }

    @Test
    void atTheStart_nothingIsEstimated() {
        Progress progress = progress(0, 9_000, Duration.ZERO);

        assertThat(progress.bytesPerSecond()).isZero();
        assertThat(progress.secondsLeft()).isEmpty();
        assertThat(progress(0, 9_000, Duration.ofSeconds(5)).secondsLeft()).isEmpty();
    }

    @Test
    void withoutATotal_nothingIsEstimated() {
        assertThat(progress(3_000, Progress.UNKNOWN, Duration.ofSeconds(2)).secondsLeft())
                .isEmpty();
    }

    @Test
    void moreThanExpected_isNotLessThanNothingLeft() {
        assertThat(progress(9_500, 9_000, Duration.ofSeconds(2)).secondsLeft()).hasValue(0);
    }

    @Test
    void hugeAmounts_doNotOverflow() {
        assertThat(progress(Long.MAX_VALUE / 2, Long.MAX_VALUE, Duration.ofDays(30))
                        .bytesPerSecond())
                .isPositive();
    }

    private static Progress progress(long done, long total, Duration elapsed) {
        return new Progress(Progress.Phase.TRANSFERRING, 1, 2, done, total, elapsed);
    }
}
