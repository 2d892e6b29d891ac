package io.backup4j.api;

import static io.backup4j.api.Points.complete;
import static io.backup4j.api.Points.id;
import static io.backup4j.api.Points.incomplete;
import static io.backup4j.api.Points.preRestore;
import static io.backup4j.api.Points.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What must not push good restore points out: other sources, floods, wrong clocks, damage. */
class RetentionAttackTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Retention POLICY = Retention.keepDaily(4).and(Retention.keepMonthly(2));

    /** One point a day, ids from 1 on, the last of them now. */
    private static final List<RestorePoint> HONEST = IntStream.rangeClosed(0, 40)
            .mapToObj(day ->
                    Points.point(day + 1, NOW.minus(Duration.ofDays(40 - day)), Status.COMPLETE, PointDetails.none()))
            .toList();

    @Test
    void groups_doNotCountForEachOther() {
        List<RestorePoint> points = List.of(
                stored(complete(5, "2026-11-21T04:00:00Z"), "root@b", "/etc", 0),
                stored(complete(4, "2026-11-21T03:00:00Z"), "root@a", "/srv", 0),
                stored(complete(3, "2026-11-21T02:00:00Z"), "root@a", "/etc", 0),
                stored(complete(2, "2026-11-21T01:00:00Z"), "root@a", "/etc", 0));
        Retention policy = Retention.keepDaily(1).withFloor(1);

        assertThat(kept(policy, RetentionFacts.of(points, NOW))).containsExactlyInAnyOrder(id(5), id(4), id(3));
        assertThat(kept(policy.groupedBy(Retention.Grouping.SOURCE), RetentionFacts.of(points, NOW)))
                .containsExactlyInAnyOrder(id(5), id(4));
        assertThat(kept(policy.groupedBy(), RetentionFacts.of(points, NOW))).containsExactly(id(5));
        assertThat(policy.groupedBy(Retention.Grouping.TAGS)).hasToString("floor 1 by [TAGS], daily 1 (UTC) by [TAGS]");
    }

    @Test
    void groupsByTags_takeTheTagsThatThereAreNow() {
        RestorePoint nightly = Points.tagged(complete(2, "2026-11-21T02:00:00Z"), "nightly");
        RestorePoint weekly = Points.tagged(complete(1, "2026-11-21T01:00:00Z"), "weekly");
        Retention policy = Retention.keepDaily(1).withFloor(1);

        assertThat(kept(policy, RetentionFacts.of(List.of(nightly, weekly), NOW)))
                .containsExactly(id(2));
        assertThat(kept(policy.groupedBy(Retention.Grouping.TAGS), RetentionFacts.of(List.of(nightly, weekly), NOW)))
                .containsExactlyInAnyOrder(id(2), id(1));
    }

    @Test
    void floor_keepsTheNewestGoodOnesWhateverTheRulesSay() {
        assertThat(kept(Retention.keepTagged("none"), RetentionFacts.of(HONEST, NOW)))
                .containsExactlyInAnyOrder(id(41), id(40), id(39));
        assertThat(kept(Retention.keepTagged("none").withFloor(5), RetentionFacts.of(HONEST, NOW)))
                .hasSize(5);
    }

    @Test
    void floodOfToday_leavesTheNewestOfTwoDaysBefore() {
        List<RestorePoint> flood = IntStream.range(0, 500)
                .mapToObj(i -> Points.point(1000 + i, NOW.plusSeconds(i), Status.COMPLETE, PointDetails.none()))
                .toList();

        Set<RestorePointId> kept = kept(Retention.keepLast(7), RetentionFacts.of(both(HONEST, flood), NOW));

        assertThat(kept).hasSize(9).contains(id(40), id(39));
    }

    @Test
    void incompletePoints_takeNoPlaceOfGoodOnes() {
        List<RestorePoint> points = List.of(
                incomplete(5, "2026-11-21T10:00:00Z"),
                incomplete(4, "2026-11-21T09:00:00Z"),
                complete(3, "2026-11-20T10:00:00Z"),
                incomplete(2, "2026-11-19T10:00:00Z"),
                complete(1, "2026-11-18T10:00:00Z"));
        List<RetentionDecision> decisions = Retention.keepLast(1).withFloor(2).decide(RetentionFacts.of(points, NOW));

        assertThat(decisions).filteredOn(RetentionDecision::keep).hasSize(4);
        assertThat(decisions.get(3).reasons()).containsExactly("incomplete and older than a good one");
    }

    @Test
    void pointsFromBeforeARestore_takeNoPlaceOfBackups() {
        List<RestorePoint> points = List.of(
                complete(5, "2026-11-21T02:00:00Z"),
                preRestore(complete(4, "2026-11-20T10:00:00Z")),
                preRestore(complete(3, "2026-11-20T09:00:00Z")),
                complete(2, "2026-11-20T02:00:00Z"),
                complete(1, "2026-11-19T02:00:00Z"));
        List<RetentionDecision> decisions = Retention.keepDaily(2).withFloor(1).decide(RetentionFacts.of(points, NOW));

        assertThat(decisions.stream().map(RetentionDecision::keep)).containsExactly(true, true, false, true, false);
        assertThat(decisions.get(2).reasons()).containsExactly("daily 2026-11-20 has a newer one, pre-restore");
    }

    @Test
    void damagedPoints_areThinnedBesideTheGoodOnes() {
        List<RestorePoint> points = List.of(
                complete(4, "2026-11-21T10:00:00Z"),
                complete(3, "2026-11-21T09:00:00Z"),
                complete(2, "2026-11-21T08:00:00Z"),
                complete(1, "2026-11-20T08:00:00Z"));
        RetentionFacts facts = RetentionFacts.of(points, NOW).withDamaged(Set.of(id(4), id(3)));
        List<RetentionDecision> decisions = Retention.keepDaily(2).withFloor(1).decide(facts);

        assertThat(kept(Retention.keepDaily(2).withFloor(1), facts)).containsExactlyInAnyOrder(id(4), id(2), id(1));
        assertThat(decisions.get(1).reasons()).containsExactly("daily 2026-11-21 has a newer one, damaged");
    }

    @Test
    void span_beginsAtTheNewestGoodPoint() {
        List<RestorePoint> points = List.of(
                incomplete(4, "2026-11-21T10:00:00Z"),
                complete(3, "2026-11-18T10:00:00Z"),
                complete(2, "2026-11-17T10:00:00Z"),
                complete(1, "2026-11-16T09:00:00Z"));
        Retention policy = Retention.keepWithin(Duration.ofDays(2)).withFloor(1);

        assertThat(kept(policy, RetentionFacts.of(points, NOW))).containsExactlyInAnyOrder(id(4), id(3), id(2));
    }

    @Test
    void size_countsWhatRunsHaveStored() {
        List<RestorePoint> points = List.of(
                stored(complete(4, "2026-11-21T10:00:00Z"), "", "/srv", 40),
                stored(complete(3, "2026-11-20T10:00:00Z"), "", "/srv", 60),
                stored(complete(2, "2026-11-19T10:00:00Z"), "", "/srv", 1),
                stored(complete(1, "2026-11-18T10:00:00Z"), "", "/srv", 0));

        assertThat(kept(Retention.keepSize(100).withFloor(1), RetentionFacts.of(points, NOW)))
                .containsExactlyInAnyOrder(id(4), id(3));
        assertThat(kept(Retention.keepSize(101).withFloor(1), RetentionFacts.of(points, NOW)))
                .hasSize(4);
    }

    @Test
    void sizeThatIsALie_doesNotOverflow() {
        List<RestorePoint> points = List.of(
                stored(complete(3, "2026-11-21T10:00:00Z"), "", "/srv", 1),
                stored(complete(2, "2026-11-20T10:00:00Z"), "", "/srv", Long.MAX_VALUE),
                stored(complete(1, "2026-11-19T10:00:00Z"), "", "/srv", Long.MAX_VALUE));

        assertThat(kept(Retention.keepSize(Long.MAX_VALUE).withFloor(1), RetentionFacts.of(points, NOW)))
                .containsExactly(id(3));
    }

    @Test
    void heldPoints_stay() {
        RetentionFacts facts = RetentionFacts.of(HONEST, NOW);

        assertThat(kept(Retention.keepDaily(4).and(Retention.keepHeld(Set.of(id(7)))), facts))
                .containsExactlyInAnyOrder(id(41), id(40), id(39), id(38), id(7));
    }

    @Test
    void pointsFromTheFuture_stayAndCountForNothing() {
        List<RestorePoint> future = IntStream.range(0, 50)
                .mapToObj(i -> Points.point(
                        1000 + i,
                        Instant.parse("2099-01-01T00:00:00Z").plus(Duration.ofDays(i)),
                        Status.COMPLETE,
                        PointDetails.none()))
                .toList();
        RetentionFacts facts = RetentionFacts.of(both(HONEST, future), NOW);

        assertThat(POLICY.decide(facts)).containsAll(POLICY.decide(RetentionFacts.of(HONEST, NOW)));
        assertThat(kept(POLICY, facts))
                .containsAll(future.stream().map(RestorePoint::id).toList());
    }

    @Test
    void clockThatIsBehind_removesNothing() {
        assertThat(kept(POLICY, RetentionFacts.of(HONEST, Instant.EPOCH))).hasSameSizeAs(HONEST);
    }

    /** Whoever makes points now cannot make them look as if they had been there before the newest collection. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void pointsThatClaimAPastOrAFuture_changeNothingForThoseThatWereThere(
            @ForAll @Size(max = 30) List<@IntRange(min = -2_000, max = 2_000) Integer> hours,
            @ForAll boolean complete) {
        List<RestorePoint> hostile = new ArrayList<>();
        Map<RestorePointId, Long> generations = new HashMap<>();
        for (int hour : hours) {
            int away = hour <= 0 ? hour - 25 : hour + 25;
            int number = 1000 + hostile.size();
            Status status = complete ? Status.COMPLETE : Status.INCOMPLETE;
            hostile.add(Points.point(number, NOW.plus(Duration.ofHours(away)), status, PointDetails.none()));
            generations.put(id(number), 8L);
        }
        HONEST.forEach(point -> generations.put(point.id(), 7L));
        Retention policy = POLICY.and(Retention.keepLast(3)).and(Retention.keepWithin(Duration.ofDays(9)));
        RetentionFacts facts = RetentionFacts.of(both(hostile, HONEST), NOW).withGenerations(generations);

        assertThat(policy.decide(facts)).containsAll(policy.decide(RetentionFacts.of(HONEST, NOW)));
    }

    private static List<RestorePoint> both(List<RestorePoint> some, List<RestorePoint> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static Set<RestorePointId> kept(Retention policy, RetentionFacts facts) {
        return new HashSet<>(policy.decide(facts).stream()
                .filter(RetentionDecision::keep)
                .map(decision -> decision.point().id())
                .toList());
    }
}
