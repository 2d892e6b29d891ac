package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.Retention;
import io.backup4j.api.RetentionDecision;
import io.backup4j.api.RetentionFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What becomes of an answer while others go on. */
class RetentionCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Retention LAST_TWO = Retention.keepLast(2).withFloor(1).groupedBy();

    @Test
    void deletesNoneThatWasNotAskedAbout_norOneThatIsNeededSince() {
        List<RetentionDecision> agreed = LAST_TWO.decide(facts(4, 3, 2));

        assertThat(kept(agreed, facts(6, 5, 4, 3, 2))).containsExactly(true, true, true, true, false);
        assertThat(kept(agreed, facts(4, 2))).containsExactly(true, true);
        assertThat(RetentionCommand.noMoreThan(agreed, LAST_TWO)
                        .decide(facts(5, 4, 3, 2))
                        .get(2)
                        .reasons())
                .containsExactly("was not asked about");
    }

    private static List<Boolean> kept(List<RetentionDecision> agreed, RetentionFacts facts) {
        return RetentionCommand.noMoreThan(agreed, LAST_TWO).decide(facts).stream()
                .map(RetentionDecision::keep)
                .toList();
    }

    private static RetentionFacts facts(int... hours) {
        return RetentionFacts.of(
                Arrays.stream(hours).mapToObj(RetentionCommandTest::point).toList(), NOW);
    }

    private static RestorePoint point(int hour) {
        return new RestorePoint(
                new RestorePointId(String.format(Locale.ROOT, "%032x", hour)),
                NOW.minus(Duration.ofHours(9 - hour)),
                Duration.ZERO,
                RestorePoint.Status.COMPLETE,
                RestorePoint.Origin.BACKUP,
                "",
                PointDetails.none(),
                List.of(),
                new RestorePoint.Bytes(0, 0, 0, 0),
                List.of(),
                0);
    }
}
