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
import java.util.function.Predicate;

/** One rule of a {@link Retention}. Immutable. */
sealed interface RetentionRule {
    /** Is told what a rule says of a point. */
    @FunctionalInterface
    interface Keeper {
        void say(RestorePoint point, boolean keep, String reason);
    }

    /** Tells {@code keeper} what this rule says of the points of a group. */
    void apply(RetentionGroup group, Keeper keeper);

    /** Returns this rule with the calendar of another zone. */
    default RetentionRule in(ZoneId zone) {
        return this;
    }

    private static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("Retention of " + count + " points; keep at least 1");
        }
    }

    private static void sayOfEach(RetentionGroup group, Keeper keeper, Predicate<RestorePoint> kept, String rule) {
        group.points().forEach(point -> {
            boolean keep = kept.test(point);
            keeper.say(point, keep, (keep ? "" : "not ") + rule);
        });
    }

    /** A rule that counts points of one kind. */
    sealed interface Counting extends RetentionRule {
        /** Tells {@code keeper} what this rule says of points that count alike, newest first. */
        void count(List<RestorePoint> alike, Keeper keeper);

        @Override
        default void apply(RetentionGroup group, Keeper keeper) {
            group.kinds()
                    .forEach(kind -> count(
                            kind.points(), (point, keep, reason) -> keeper.say(point, keep, reason + kind.note())));
        }
    }

    /** The newest so many. */
    record Last(int count) implements Counting {
        public Last {
            requireCount(count);
        }

        @Override
        public void count(List<RestorePoint> alike, Keeper keeper) {
            for (int i = 0; i < alike.size(); i++) {
                keeper.say(alike.get(i), i < count, (i < count ? "" : "not ") + this);
            }
        }

        @Override
        public String toString() {
            return "last " + count;
        }
    }

    /** The newest of each of so many hours, days and so on. */
    record Calendar(Unit unit, int count, ZoneId zone) implements Counting {
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
        public void count(List<RestorePoint> alike, Keeper keeper) {
            Set<String> taken = new HashSet<>();
            for (RestorePoint point : alike) {
                String slot = unit.slot(point.startedAt(), zone);
                if (taken.contains(slot)) {
                    keeper.say(point, false, unit + " " + slot + " has a newer one");
                } else if (taken.size() < count) {
                    taken.add(slot);
                    keeper.say(point, true, unit + " " + slot);
                } else {
                    keeper.say(point, false, "older than " + unit + " " + count);
                }
            }
        }

        @Override
        public String toString() {
            return unit + " " + count + " (" + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone) + ")";
        }
    }

    /** The newest so many, and the newest of each of so many days: many points made at once do not push those of other days out. */
    record Floor(int count) implements Counting {
        public Floor {
            requireCount(count);
        }

        @Override
        public void count(List<RestorePoint> alike, Keeper keeper) {
            Keeper named = (point, keep, reason) -> {
                if (keep) {
                    keeper.say(point, true, toString());
                }
            };
            new Last(count).count(alike, named);
            Calendar.of(Unit.DAILY, count).count(alike, named);
        }

        @Override
        public String toString() {
            return "floor " + count;
        }
    }

    /** The newest whose runs have stored no more than so much together. */
    record Size(long bytes) implements Counting {
        public Size {
            if (bytes < 1) {
                throw new IllegalArgumentException("Retention of " + bytes + " bytes; keep at least 1");
            }
        }

        @Override
        public void count(List<RestorePoint> alike, Keeper keeper) {
            long left = bytes;
            for (RestorePoint point : alike) {
                // Not by a sum, which would turn negative when points lie about what they have stored.
                left -= Math.min(left + 1, point.bytes().stored());
                keeper.say(point, left >= 0, (left >= 0 ? "" : "not ") + this);
            }
        }

        @Override
        public String toString() {
            return "within " + bytes + " bytes";
        }
    }

    /** All that are not much older than the newest good one. */
    record Within(Duration duration) implements RetentionRule {
        public Within {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("Retention within " + duration + "; it must be longer than 0");
            }
        }

        @Override
        public void apply(RetentionGroup group, Keeper keeper) {
            sayOfEach(group, keeper, point -> isWithin(point, group.newest()), toString());
        }

        private boolean isWithin(RestorePoint point, Instant newest) {
            return Duration.between(point.startedAt(), newest).compareTo(duration) <= 0;
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
        public void apply(RetentionGroup group, Keeper keeper) {
            sayOfEach(group, keeper, point -> point.details().tags().contains(tag), toString());
        }

        @Override
        public String toString() {
            return "tagged " + tag;
        }
    }

    /** Those that somebody needs. */
    record Held(Set<RestorePointId> points) implements RetentionRule {
        public Held {
            points = Set.copyOf(points);
        }

        @Override
        public void apply(RetentionGroup group, Keeper keeper) {
            group.points().stream()
                    .filter(point -> points.contains(point.id()))
                    .forEach(point -> keeper.say(point, true, "held"));
        }

        @Override
        public String toString() {
            return "held "
                    + points.stream().map(RestorePointId::abbreviated).sorted().toList();
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
