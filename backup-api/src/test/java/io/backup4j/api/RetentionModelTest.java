package io.backup4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint.Status;
import io.backup4j.api.RetentionModel.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Compares {@link Retention} with {@link RetentionModel}. */
class RetentionModelTest {
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void agreesWithTheModel(
            @ForAll("facts") RetentionFacts facts,
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 1, max = 4) int days,
            @ForAll @IntRange(min = 1, max = 3) int others,
            @ForAll @IntRange(min = 1, max = 100) int hours,
            @ForAll @IntRange(min = 1, max = 40) int bytes) {
        RetentionModel model = new RetentionModel(facts);
        Duration within = Duration.ofHours(hours);
        Map<Retention, Expected> rules = Map.of(
                Retention.keepLast(days), point -> model.hasSlot(point, RestorePoint::id, days),
                Retention.keepHourly(others), point -> model.hasSlot(point, Slot.hour(zone), others),
                Retention.keepDaily(days), point -> model.hasSlot(point, Slot.day(zone), days),
                Retention.keepWeekly(others), point -> model.hasSlot(point, Slot.week(zone), others),
                Retention.keepMonthly(others), point -> model.hasSlot(point, Slot.month(zone), others),
                Retention.keepYearly(others), point -> model.hasSlot(point, Slot.year(zone), others),
                Retention.keepWithin(within), point -> model.isWithin(point, within),
                Retention.keepSize(bytes), point -> model.fits(point, bytes),
                Retention.keepTagged("tag"), point -> point.details().tags().contains("tag"));

        rules.forEach((rule, expected) -> check(rule.in(zone), facts, model, expected));
        Retention all = rules.keySet().stream().reduce(Retention::and).orElseThrow();
        check(all.in(zone), facts, model, point -> rules.values().stream().anyMatch(rule -> rule.keeps(point)));
    }

    /** What a rule should keep, beside what is always kept. */
    private interface Expected {
        boolean keeps(RestorePoint point);
    }

    private static void check(Retention policy, RetentionFacts facts, RetentionModel model, Expected expected) {
        for (RetentionDecision decision : policy.decide(facts)) {
            RestorePoint point = decision.point();
            assertThat(decision.keep())
                    .as("%s: %s of %s", policy, decision, facts)
                    .isEqualTo(model.isAlwaysKept(point) || expected.keeps(point));
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void doesNotDependOnTheOrderOfThePoints(@ForAll("facts") RetentionFacts facts, @ForAll long seed) {
        List<RestorePoint> shuffled = new ArrayList<>(facts.points());
        Collections.shuffle(shuffled, new Random(seed));
        Retention policy = Retention.keepDaily(3).and(Retention.keepLast(2));

        assertThat(policy.decide(new RetentionFacts(shuffled, facts.damaged(), facts.generations(), facts.now())))
                .containsExactlyInAnyOrderElementsOf(policy.decide(facts));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void appliedAgainToWhatItKept_removesNothing(@ForAll("facts") RetentionFacts facts) {
        Retention policy = Retention.keepHourly(2).and(Retention.keepWeekly(3));
        List<RestorePoint> kept = kept(policy, RetentionFacts.of(facts.points(), facts.now()));

        assertThat(kept(policy, RetentionFacts.of(kept, facts.now()))).isEqualTo(kept);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "+05:45")
                .map(ZoneId::of);
    }

    /** Times are few, so that many are equal and slots are shared; some are later than now. */
    @Provide
    Arbitrary<RetentionFacts> facts() {
        Arbitrary<Instant> time = Combinators.combine(
                        Arbitraries.of(RetentionModel.oddTimes()),
                        Arbitraries.integers().between(-20, 40))
                .as((odd, quarters) -> odd.plus(Duration.ofMinutes(quarters * 75L)));
        Arbitrary<Status> status = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Status.COMPLETE)), Tuple.of(1, Arbitraries.just(Status.INCOMPLETE)));
        Arbitrary<PointDetails> details = Arbitraries.integers().between(0, 19).map(RetentionModelTest::details);
        Arbitrary<List<RestorePoint>> points = Combinators.combine(
                        Arbitraries.integers().between(0, 1 << 20), time, status, details)
                .as(RetentionModelTest::point)
                .list()
                .ofMaxSize(30)
                .uniqueElements(RestorePoint::id);
        return points.map(RetentionModelTest::facts);
    }

    /** The id decides about all that is not generated by itself. */
    private static RestorePoint point(int id, Instant startedAt, Status status, PointDetails details) {
        RestorePoint point = Points.stored(
                Points.point(id, startedAt, status, details), id % 3 == 0 ? "b" : "a", "/srv", id / 3 % 8);
        return id / 360 % 4 == 0 ? Points.preRestore(point) : point;
    }

    private static RetentionFacts facts(List<RestorePoint> points) {
        Instant now = Instant.parse(points.size() % 2 == 0 ? "2027-01-02T12:00:00Z" : "2028-01-01T12:00:00Z");
        Set<RestorePointId> damaged = points.stream()
                .map(RestorePoint::id)
                .filter(id -> number(id) / 24 % 5 == 0)
                .collect(Collectors.toSet());
        Map<RestorePointId, Long> generations = points.stream()
                .map(RestorePoint::id)
                .filter(id -> number(id) % 2 == 0)
                .collect(Collectors.toMap(id -> id, id -> number(id) / 120 % 3));
        return RetentionFacts.of(points, now).withDamaged(damaged).withGenerations(generations);
    }

    private static long number(RestorePointId id) {
        return Long.parseLong(id.value(), 16);
    }

    private static PointDetails details(int number) {
        return PointDetails.none().withProtection(number == 0).withTags(number == 1 ? Set.of("tag") : Set.of());
    }

    private static List<RestorePoint> kept(Retention policy, RetentionFacts facts) {
        return policy.decide(facts).stream()
                .filter(RetentionDecision::keep)
                .map(RetentionDecision::point)
                .toList();
    }
}
