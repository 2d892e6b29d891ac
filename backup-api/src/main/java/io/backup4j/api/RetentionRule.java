package io.backup4j.api;

import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One rule of a {@link Retention}. Immutable. */
sealed interface RetentionRule {
    /** Is told which points stay, and why. */
    @FunctionalInterface
    interface Keeper {
        void keep(RestorePoint point, String reason);
    }

    /** Tells {@code keeper} what this rule keeps of {@code points}, which are all there are, newest first. */
    void apply(List<RestorePoint> points, Keeper keeper);

    /** Returns this rule with the calendar of another zone. */
    default RetentionRule in(ZoneId zone) {
        return this;
    }

    static boolean isComplete(RestorePoint point) {
        return point.status() == RestorePoint.Status.COMPLETE;
    }

    private static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("Retention of " + count + " points; keep at least 1");
        }
    }

    /** Applies a rule that counts: to the complete points, and to the incomplete ones that are newer than all of them. */
    private static void applyTwice(List<RestorePoint> points, Keeper keeper, Counting rule) {
        rule.apply(points.stream().filter(RetentionRule::isComplete).toList(), keeper);
        rule.apply(
                points.stream().takeWhile(point -> !isComplete(point)).toList(),
                (point, reason) -> keeper.keep(point, reason + ", incomplete"));
    }

    /** A rule for points that all count alike. */
    @FunctionalInterface
    interface Counting {
        void apply(List<RestorePoint> points, Keeper keeper);
    }

    /** The newest so many. */
    record Last(int count) implements RetentionRule {
        public Last {
            requireCount(count);
        }

        @Override
        public void apply(List<RestorePoint> points, Keeper keeper) {
            applyTwice(
                    points,
                    keeper,
                    (alike, kept) -> alike.stream().limit(count).forEach(point -> kept.keep(point, toString())));
        }

        @Override
        public String toString() {
            return "last " + count;
        }
    }

    /** The newest of each of so many hours, days and so on. */
    record Calendar(Unit unit, int count, ZoneId zone) implements RetentionRule {
        public Calendar {
            requireCount(count);
        }

        static Calendar of(Unit unit, int count) {
            return new Calendar(unit, count, ZoneOffset.UTC);
        }

        @Override
        public RetentionRule in(ZoneId newZone) {
            return new Calendar(unit, count, newZone);
        }

        @Override
        public void apply(List<RestorePoint> points, Keeper keeper) {
            applyTwice(points, keeper, this::applyAlike);
        }

        @Override
        public String toString() {
            return unit + " " + count + " (" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone) + ")";
        }

        private void applyAlike(List<RestorePoint> points, Keeper keeper) {
            Set<String> taken = new HashSet<>();
            for (RestorePoint point : points) {
                String slot = unit.slot(point.startedAt(), zone);
                if (taken.size() < count && taken.add(slot)) {
                    keeper.keep(point, unit + " " + slot);
                }
            }
        }
    }

    /** All that are not much older than the newest. */
    record Within(Duration duration) implements RetentionRule {
        public Within {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("Retention within " + duration + "; it must be longer than 0");
            }
        }

        @Override
        public void apply(List<RestorePoint> points, Keeper keeper) {
            for (RestorePoint point : points) {
                Duration age = Duration.between(point.startedAt(), points.get(0).startedAt());
                if (age.compareTo(duration) <= 0) {
                    keeper.keep(point, toString());
                }
            }
        }

        @Override
        public String toString() {
            long days = duration.toDays();
            return "within " + (duration.equals(Duration.ofDays(days)) ? days + " days" : duration.toString());
        }
    }

    /** All that have a tag. */
    record Tagged(String tag) implements RetentionRule {
        public Tagged {
            if (tag.isEmpty()) {
                throw new IllegalArgumentException("Retention by an empty tag; name one");
            }
        }

        @Override
        public void apply(List<RestorePoint> points, Keeper keeper) {
            points.stream()
                    .filter(point -> point.details().tags().contains(tag))
                    .forEach(point -> keeper.keep(point, toString()));
        }

        @Override
        public String toString() {
            return "tagged " + tag;
        }
    }

    /** What a calendar divides time into. */
    enum Unit {
        HOURLY,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY;

        String slot(Instant instant, ZoneId zone) {
            ZonedDateTime time = instant.atZone(zone);
            return switch (this) {
                case HOURLY -> time.toLocalDate() + String.format(Locale.ROOT, " %02d:00", time.getHour());
                case DAILY -> time.toLocalDate().toString();
                case WEEKLY -> isoWeek(time);
                case MONTHLY -> YearMonth.from(time).toString();
                case YEARLY -> Year.from(time).toString();
            };
        }

        /** Not by the week fields of the locale, which begin a week on another day in other countries. */
        private static String isoWeek(ZonedDateTime time) {
            return time.get(IsoFields.WEEK_BASED_YEAR)
                    + String.format(Locale.ROOT, "-W%02d", time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
