package io.backup4j.api;

import io.backup4j.api.RestorePoint.Origin;
import io.backup4j.api.RestorePoint.Status;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What {@link Retention} promises, written down point by point as plainly as can be, quadratic as it is. */
record RetentionModel(RetentionFacts facts) {
    private static final Duration DAY = Duration.ofDays(1);

    /** What points of one slot have in common. */
    interface Slot extends Function<RestorePoint, Object> {
        static Slot hour(ZoneId zone) {
            return point -> LocalDateTime.ofInstant(point.startedAt(), zone).truncatedTo(ChronoUnit.HOURS);
        }

        static Slot day(ZoneId zone) {
            return point -> LocalDate.ofInstant(point.startedAt(), zone);
        }

        static Slot week(ZoneId zone) {
            return point -> LocalDate.ofInstant(point.startedAt(), zone)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }

        static Slot month(ZoneId zone) {
            return point -> YearMonth.from(LocalDate.ofInstant(point.startedAt(), zone));
        }

        static Slot year(ZoneId zone) {
            return point -> LocalDate.ofInstant(point.startedAt(), zone).getYear();
        }
    }

    boolean isAlwaysKept(RestorePoint point) {
        return point.details().isProtected()
                || isFuture(point)
                || hasSlot(point, RestorePoint::id, 3)
                || hasSlot(point, Slot.day(ZoneOffset.UTC), 3);
    }

    /** The newest of its slot among those that count like it, and fewer than so many newer slots. */
    boolean hasSlot(RestorePoint point, Slot slot, int count) {
        List<Object> newerSlots =
                newerAlike(point).stream().map(slot).distinct().toList();
        return counts(point) && !newerSlots.contains(slot.apply(point)) && newerSlots.size() < count;
    }

    boolean fits(RestorePoint point, long bytes) {
        long newer =
                newerAlike(point).stream().mapToLong(p -> p.bytes().stored()).sum();
        return counts(point) && newer + point.bytes().stored() <= bytes;
    }

    boolean isWithin(RestorePoint point, Duration span) {
        List<RestorePoint> group = group(point);
        boolean someGood = group.stream().anyMatch(this::isGood);
        return !isFuture(point)
                && group.stream()
                        .filter(p -> isGood(p) || !someGood)
                        .noneMatch(p -> p.startedAt().isAfter(point.startedAt().plus(span)));
    }

    private List<RestorePoint> newerAlike(RestorePoint point) {
        return group(point).stream()
                .filter(p -> isNewer(p, point) && counts(p) && kind(p).equals(kind(point)))
                .toList();
    }

    private List<RestorePoint> group(RestorePoint point) {
        return facts.points().stream()
                .filter(p -> !isFuture(p) && p.createdBy().equals(point.createdBy()))
                .toList();
    }

    private boolean counts(RestorePoint point) {
        boolean isSuperseded =
                kind(point).equals("incomplete") && group(point).stream().anyMatch(p -> isGood(p) && isNewer(p, point));
        return !isFuture(point) && !isSuperseded;
    }

    private boolean isGood(RestorePoint point) {
        return kind(point).equals("good");
    }

    private String kind(RestorePoint point) {
        if (point.status() == Status.INCOMPLETE) {
            return "incomplete";
        }
        if (facts.damaged().contains(point.id())) {
            return "damaged";
        }
        boolean isBackdated = group(point).stream()
                .anyMatch(p -> generation(p) < generation(point)
                        && p.startedAt().isAfter(point.startedAt().plus(DAY)));
        if (isBackdated) {
            return "backdated";
        }
        return point.origin() == Origin.PRE_RESTORE ? "pre-restore" : "good";
    }

    private long generation(RestorePoint point) {
        return Objects.requireNonNullElse(facts.generations().get(point.id()), 0L);
    }

    private boolean isFuture(RestorePoint point) {
        return point.startedAt().isAfter(facts.now().plus(DAY));
    }

    private static boolean isNewer(RestorePoint one, RestorePoint other) {
        int order = one.startedAt().compareTo(other.startedAt());
        return order > 0 || order == 0 && one.id().value().compareTo(other.id().value()) > 0;
    }

    /** Days on which clocks are changed and years end are what the tests go to. */
    static List<Instant> oddTimes() {
        return List.of(
                Instant.parse("2026-03-28T20:00:00Z"),
                Instant.parse("2026-10-24T20:00:00Z"),
                Instant.parse("2026-12-30T22:00:00Z"),
                Instant.parse("2027-01-02T22:00:00Z"),
                Instant.parse("2027-12-31T10:00:00Z"));
    }
}
