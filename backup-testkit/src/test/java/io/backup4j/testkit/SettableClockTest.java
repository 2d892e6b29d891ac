package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTest {
    private final SettableClock clock = SettableClock.at("2026-11-21T10:00:00Z");

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
        clock.advance(Duration.ofHours(2));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));
        clock.goBack(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void sameClockInAnotherZone_movesAlong() {
        SettableClock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(berlin.instant()).isEqualTo(clock.instant());
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }
}
