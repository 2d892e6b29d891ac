package io.backup4j.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
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

/** Compares {@link Retention} with its rules written down as plainly as can be, quadratic as they are. */
class RetentionModelTest {
    private static final Instant START = Instant.parse("2026-01-30T00:00:00Z");

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void agreesWithTheModel(
            @ForAll("points") List<RestorePoint> points,
            @ForAll @IntRange(min = 1, max = 4) int last,
            @ForAll @IntRange(min = 1, max = 4) int days,
            @ForAll @IntRange(min = 1, max = 3) int months,
            @ForAll @IntRange(min = 1, max = 400) int hours) {
        Duration within = Duration.ofHours(hours);
        Retention policy = Retention.keepLast(last)
                .and(Retention.keepDaily(days))
                .and(Retention.keepMonthly(months))
                .and(Retention.keepWithin(within))
                .and(Retention.keepTagged("tag"));

        for (RetentionDecision decision : policy.decide(points)) {
            RestorePoint point = decision.point();
            boolean expected = isAlwaysKept(point, points)
                    || slotIsKept(point, points, RestorePoint::id, last)
                    || slotIsKept(point, points, RetentionModelTest::day, days)
                    || slotIsKept(point, points, RetentionModelTest::month, months)
                    || points.stream()
                            .noneMatch(
                                    p -> p.startedAt().isAfter(point.startedAt().plus(within)))
                    || point.details().tags().contains("tag");
            assertThat(decision.keep()).as("%s of %s", point, points).isEqualTo(expected);
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void doesNotDependOnTheOrderOfThePoints(@ForAll("points") List<RestorePoint> points, @ForAll long seed) {
        List<RestorePoint> shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, new Random(seed));
        Retention policy = Retention.keepDaily(3).and(Retention.keepLast(2));

        assertThat(policy.decide(shuffled)).containsExactlyInAnyOrderElementsOf(policy.decide(points));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void appliedAgainToWhatItKept_removesNothing(@ForAll("points") List<RestorePoint> points) {
        Retention policy = Retention.keepHourly(2).and(Retention.keepWeekly(3));

        assertThat(kept(policy, kept(policy, points))).isEqualTo(kept(policy, points));
    }

    /** Times are few, so that many are equal and slots are shared. */
    @Provide
    Arbitrary<List<RestorePoint>> points() {
        Arbitrary<Instant> time = Arbitraries.integers().between(0, 300).map(i -> START.plus(Duration.ofHours(i * 5L)));
        Arbitrary<Status> status = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Status.COMPLETE)), Tuple.of(1, Arbitraries.just(Status.INCOMPLETE)));
        Arbitrary<PointDetails> details = Arbitraries.integers().between(0, 19).map(RetentionModelTest::details);
        return Combinators.combine(Arbitraries.integers().between(0, 1 << 20), time, status, details)
                .as(Points::point)
                .list()
                .ofMaxSize(25)
                .uniqueElements(RestorePoint::id);
    }

    private static PointDetails details(int number) {
        return PointDetails.none().withProtection(number == 0).withTags(number == 1 ? Set.of("tag") : Set.of());
    }

    private static boolean isAlwaysKept(RestorePoint point, List<RestorePoint> all) {
        boolean someComplete = all.stream().anyMatch(RetentionModelTest::isComplete);
        boolean newestOfItsKind =
                all.stream().filter(p -> isComplete(p) || !someComplete).noneMatch(p -> isNewer(p, point));
        return point.details().isProtected() || newestOfItsKind && (isComplete(point) || !someComplete);
    }

    /** The newest of its slot among those of its kind, and fewer than so many newer slots. */
    private static boolean slotIsKept(
            RestorePoint point, List<RestorePoint> all, Function<RestorePoint, Object> slot, int count) {
        List<RestorePoint> newerAlike = all.stream()
                .filter(p -> isNewer(p, point) && isComplete(p) == isComplete(point))
                .toList();
        boolean superseded = !isComplete(point) && all.stream().anyMatch(p -> isComplete(p) && isNewer(p, point));
        Set<Object> newerSlots = newerAlike.stream().map(slot).collect(Collectors.toSet());
        return !superseded && !newerSlots.contains(slot.apply(point)) && newerSlots.size() < count;
    }

    private static boolean isNewer(RestorePoint one, RestorePoint other) {
        int order = one.startedAt().compareTo(other.startedAt());
        return order > 0 || order == 0 && one.id().value().compareTo(other.id().value()) > 0;
    }

    private static boolean isComplete(RestorePoint point) {
        return point.status() == Status.COMPLETE;
    }

    private static LocalDate day(RestorePoint point) {
        return point.startedAt().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static YearMonth month(RestorePoint point) {
        return YearMonth.from(point.startedAt().atZone(ZoneOffset.UTC));
    }

    private static List<RestorePoint> kept(Retention policy, List<RestorePoint> points) {
        return policy.decide(points).stream()
                .filter(RetentionDecision::keep)
                .map(RetentionDecision::point)
                .toList();
    }
}
