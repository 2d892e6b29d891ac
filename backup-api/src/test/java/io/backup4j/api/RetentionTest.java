package io.backup4j.api;

import static io.backup4j.api.Points.complete;
import static io.backup4j.api.Points.guarded;
import static io.backup4j.api.Points.incomplete;
import static io.backup4j.api.Points.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2027-06-01T00:00:00Z");

    @Test
    void rulesThatCount_keepTheNewestOfEachSlot() {
        List<RestorePoint> points = List.of(
                complete(9, "2026-11-21T10:30:00Z"),
                complete(8, "2026-11-21T10:10:00Z"),
                complete(7, "2026-11-21T09:50:00Z"),
                complete(6, "2026-11-20T23:00:00Z"),
                complete(5, "2026-11-15T12:00:00Z"),
                complete(4, "2026-10-31T12:00:00Z"),
                complete(3, "2025-12-31T12:00:00Z"));

        assertThat(kept(Retention.keepLast(2), points)).containsOnlyKeys(9, 8);
        assertThat(kept(Retention.keepHourly(3), points))
                .containsOnlyKeys(9, 7, 6)
                .containsEntry(7, "hourly 2026-11-21 09:00");
        assertThat(kept(Retention.keepDaily(3), points))
                .containsOnlyKeys(9, 6, 5)
                .containsEntry(5, "daily 2026-11-15");
        assertThat(kept(Retention.keepWeekly(3), points))
                .containsOnlyKeys(9, 5, 4)
                .containsEntry(5, "weekly 2026-W46");
        assertThat(kept(Retention.keepMonthly(3), points))
                .containsOnlyKeys(9, 4, 3)
                .containsEntry(3, "monthly 2025-12");
        assertThat(kept(Retention.keepYearly(3), points)).containsOnlyKeys(9, 3).containsEntry(3, "yearly 2025");
    }

    @Test
    void newestPoint_saysEveryReason() {
        Retention policy = Retention.keepLast(1).and(Retention.keepYearly(1));

        assertThat(kept(policy, List.of(complete(1, "2026-11-21T10:30:00Z"))))
                .containsEntry(1, "floor 1, last 1, yearly 2026");
    }

    @Test
    void combinedRules_addUp() {
        List<RestorePoint> points = days(40);
        Retention policy = Retention.keepDaily(3).and(Retention.keepMonthly(2)).and(Retention.keepLast(1));

        assertThat(kept(policy, points)).containsOnlyKeys(40, 39, 38, 31);
    }

    @Test
    void isoWeek_isNotTheYearOfItsDays() {
        assertThat(kept(Retention.keepWeekly(1), List.of(complete(1, "2027-01-03T12:00:00Z"))))
                .containsEntry(1, "floor 1, weekly 2026-W53");
    }

    @Test
    void within_isMeasuredFromTheNewestPoint() {
        List<RestorePoint> points = days(10);

        assertThat(kept(Retention.keepWithin(Duration.ofDays(2)), points))
                .containsOnlyKeys(10, 9, 8)
                .containsEntry(8, "within 2 days");
        assertThat(kept(Retention.keepWithin(Duration.ofSeconds(Long.MAX_VALUE)), points))
                .hasSize(10);
    }

    @Test
    void tagged_keepsAllWithTheTag() {
        List<RestorePoint> points = List.of(
                complete(3, "2026-11-21T10:00:00Z"),
                tagged(complete(2, "2026-11-20T10:00:00Z"), "release", "other"),
                tagged(complete(1, "2026-11-19T10:00:00Z"), "other"));

        assertThat(kept(Retention.keepTagged("release"), points))
                .containsOnlyKeys(3, 2)
                .containsEntry(2, "tagged release");
    }

    @Test
    void zone_decidesWhatADayIs() {
        List<RestorePoint> points = List.of(
                complete(3, "2026-11-21T22:30:00Z"),
                complete(2, "2026-11-21T23:30:00Z"),
                complete(1, "2026-11-22T22:30:00Z"));

        assertThat(kept(Retention.keepDaily(2), points)).containsOnlyKeys(1, 2);
        assertThat(kept(Retention.keepDaily(2).in(BERLIN), points)).containsOnlyKeys(1, 3);
        assertThat(kept(Retention.keepDaily(2).and(Retention.keepLast(1)).in(BERLIN), points))
                .containsOnlyKeys(1, 3);
    }

    @Test
    void repeatedHourOfWinterTime_isOneHour() {
        List<RestorePoint> points = List.of(
                complete(3, "2026-10-25T01:30:00Z"),
                complete(2, "2026-10-25T00:30:00Z"),
                complete(1, "2026-10-24T23:30:00Z"));

        assertThat(kept(Retention.keepHourly(2).in(BERLIN), points)).containsOnlyKeys(3, 1);
    }

    @Test
    void protectedPoint_isAlwaysKept() {
        List<RestorePoint> points =
                List.of(complete(2, "2026-11-21T10:00:00Z"), guarded(incomplete(1, "2026-11-20T10:00:00Z")));

        assertThat(kept(Retention.keepTagged("none"), points)).isEqualTo(Map.of(2, "floor 1", 1, "protected"));
    }

    @Test
    void incompletePoint_doesNotTakeTheSlotOfACompleteOne() {
        List<RestorePoint> points = List.of(
                complete(5, "2026-11-21T10:00:00Z"),
                incomplete(4, "2026-11-20T12:00:00Z"),
                complete(3, "2026-11-20T10:00:00Z"),
                incomplete(2, "2026-11-19T10:00:00Z"),
                complete(1, "2026-11-18T10:00:00Z"));

        assertThat(kept(Retention.keepDaily(3), points)).containsOnlyKeys(5, 3, 1);
        assertThat(kept(Retention.keepLast(3), points)).containsOnlyKeys(5, 3, 1);
        assertThat(kept(Retention.keepWithin(Duration.ofDays(2)), points)).containsOnlyKeys(5, 4, 3, 2);
    }

    @Test
    void incompletePointsSinceTheNewestCompleteOne_fillSlotsOfTheirOwn() {
        List<RestorePoint> points = List.of(
                incomplete(6, "2026-11-21T10:00:00Z"),
                incomplete(5, "2026-11-21T09:00:00Z"),
                incomplete(4, "2026-11-20T10:00:00Z"),
                incomplete(3, "2026-11-19T10:00:00Z"),
                complete(2, "2026-11-18T10:00:00Z"),
                complete(1, "2026-11-17T10:00:00Z"));

        assertThat(kept(Retention.keepDaily(2), points))
                .containsOnlyKeys(6, 4, 2, 1)
                .containsEntry(6, "daily 2026-11-21, incomplete, floor 1, incomplete");
    }

    @Test
    void whereNoPointIsComplete_theRulesStillKeepSome() {
        List<RestorePoint> points = List.of(
                incomplete(3, "2026-11-21T10:00:00Z"),
                incomplete(2, "2026-11-20T10:00:00Z"),
                incomplete(1, "2026-11-19T10:00:00Z"));

        assertThat(kept(Retention.keepDaily(2), points)).containsOnlyKeys(3, 2);
        assertThat(kept(Retention.keepTagged("none"), points)).isEqualTo(Map.of(3, "floor 1, incomplete"));
    }

    @Test
    void equalTimes_areOrderedById() {
        List<RestorePoint> points = List.of(
                complete(1, "2026-11-21T10:00:00Z"),
                complete(3, "2026-11-21T10:00:00Z"),
                complete(2, "2026-11-21T10:00:00Z"));

        assertThat(kept(Retention.keepLast(2), points)).containsOnlyKeys(3, 2);
    }

    @Test
    void clockThatWentBack_countsAsItStood() {
        // Made in the order 1, 2, 3; before 3 the clock was set back by two days.
        List<RestorePoint> points = List.of(
                complete(3, "2026-11-19T11:00:00Z"),
                complete(2, "2026-11-21T10:00:00Z"),
                complete(1, "2026-11-20T10:00:00Z"));

        assertThat(kept(Retention.keepDaily(2), points)).containsOnlyKeys(2, 1);
        assertThat(Retention.keepDaily(2).decide(RetentionFacts.of(points, NOW)))
                .extracting(RetentionDecision::point)
                .isEqualTo(points);
    }

    @Test
    void noPoints_noDecisions() {
        assertThat(Retention.keepLast(1)
                        .and(Retention.keepWithin(Duration.ofDays(1)))
                        .decide(RetentionFacts.of(List.of(), NOW)))
                .isEmpty();
    }

    @Test
    void rulesThatSayNothing_areRefused() {
        assertThatThrownBy(() -> Retention.keepLast(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Retention.keepDaily(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Retention.keepWithin(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Retention.keepTagged("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Retention.keepSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Retention.keepLast(1).withFloor(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void policies_areValuesThatTellTheirRules() {
        Retention policy = Retention.keepDaily(7)
                .and(Retention.keepWithin(Duration.ofHours(36)))
                .in(BERLIN);

        assertThat(policy).hasToString("floor 3, daily 7 (Europe/Berlin), within PT36H");
        assertThat(policy)
                .isEqualTo(Retention.keepDaily(7).in(BERLIN).and(Retention.keepWithin(Duration.ofHours(36))))
                .isNotEqualTo(Retention.keepDaily(7));
        assertThat(Retention.keepMonthly(1)).hasToString("floor 3, monthly 1 (UTC)");
    }

    /** Points 1, 2, 3 … of one a day, the last of them on 2026-11-09. */
    private static List<RestorePoint> days(int count) {
        List<RestorePoint> points = IntStream.rangeClosed(1, count)
                .mapToObj(i -> Points.point(
                        i,
                        Instant.parse("2026-11-09T12:00:00Z").minus(Duration.ofDays(count - i)),
                        RestorePoint.Status.COMPLETE,
                        PointDetails.none()))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(points);
        return points;
    }

    /** Returns the reasons by number of the point, with the smallest floor, which hides least. */
    private static Map<Integer, String> kept(Retention policy, List<RestorePoint> points) {
        Map<Integer, String> kept = new TreeMap<>();
        for (RetentionDecision decision : policy.withFloor(1).decide(RetentionFacts.of(points, NOW))) {
            if (decision.keep()) {
                kept.put(Integer.parseInt(decision.point().id().value(), 16), String.join(", ", decision.reasons()));
            }
        }
        return kept;
    }
}
