package io.backup4j.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.Progress;
import io.backup4j.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunControlTest {
    @Test
    void clockThatIsSetBack_makesNoTimeAndNoRateNegative() {
        SettableClock clock = SettableClock.at("2026-11-21T10:00:00Z");
        RunControl control = new RunControl("backup", clock, event -> {});
        control.done(1, 1_000);
        clock.goBack(Duration.ofHours(1));

        Progress progress = control.progress();

        assertThat(progress.elapsed()).isZero();
        assertThat(progress.bytesPerSecond()).isZero();
    }
}
