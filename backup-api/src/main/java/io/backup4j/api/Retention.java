package io.backup4j.api;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Retention by rules that add up: a restore point stays when at least one rule wants it, for instance {@code
 * Retention.keepDaily(7).and(Retention.keepMonthly(12))}. A rule for days keeps the newest point of each of the newest
 * days that have one; hours, ISO weeks, months and years likewise.
 *
 * <p>Always kept, whatever the rules say: points that are protected, and the newest complete point; where none is
 * complete, the newest.
 *
 * <p>An incomplete point never takes the place of a complete one. Those that are older than the newest complete point
 * count for {@link #keepWithin} and {@link #keepTagged} only. Those that are newer hold what no complete point holds, so
 * rules that count are applied to them once more, beside the complete ones: a file that can never be read does not make
 * all points go.
 *
 * <p>Points are ordered by the beginning of their run and then by id, so the clock of the machine that made them decides
 * which is newest; the clock of the machine that applies the rules does not matter. Immutable; safe for use by several
 * threads.
 */
public final class Retention implements RetentionPolicy {
    private static final Comparator<RestorePoint> NEWEST_FIRST = Comparator.comparing(RestorePoint::startedAt)
            .thenComparing(point -> point.id().value())
            .reversed();

    private final List<RetentionRule> rules;

    private Retention(List<RetentionRule> rules) {
        this.rules = rules;
    }

    /**
     * Keeps the newest {@code count} points.
     *
     * @param count at least 1
     */
    public static Retention keepLast(int count) {
        return of(new RetentionRule.Last(count));
    }

    /**
     * Keeps the newest point of each of the newest {@code count} hours that have one.
     *
     * @param count at least 1
     */
    public static Retention keepHourly(int count) {
        return of(RetentionRule.Calendar.of(RetentionRule.Unit.HOURLY, count));
    }

    /**
     * Keeps the newest point of each of the newest {@code count} days that have one.
     *
     * @param count at least 1
     */
    public static Retention keepDaily(int count) {
        return of(RetentionRule.Calendar.of(RetentionRule.Unit.DAILY, count));
    }

    /**
     * Keeps the newest point of each of the newest {@code count} ISO weeks, Monday to Sunday, that have one.
     *
     * @param count at least 1
     */
    public static Retention keepWeekly(int count) {
        return of(RetentionRule.Calendar.of(RetentionRule.Unit.WEEKLY, count));
    }

    /**
     * Keeps the newest point of each of the newest {@code count} months that have one.
     *
     * @param count at least 1
     */
    public static Retention keepMonthly(int count) {
        return of(RetentionRule.Calendar.of(RetentionRule.Unit.MONTHLY, count));
    }

    /**
     * Keeps the newest point of each of the newest {@code count} years that have one.
     *
     * @param count at least 1
     */
    public static Retention keepYearly(int count) {
        return of(RetentionRule.Calendar.of(RetentionRule.Unit.YEARLY, count));
    }

    /**
     * Keeps all points that are at most so much older than the newest one. Not than now: when no backup is made any
     * more, nothing goes.
     *
     * @param duration longer than 0
     */
    public static Retention keepWithin(Duration duration) {
        return of(new RetentionRule.Within(duration));
    }

    /**
     * Keeps all points that have a tag.
     *
     * @param tag not empty
     */
    public static Retention keepTagged(String tag) {
        return of(new RetentionRule.Tagged(tag));
    }

    /** Returns a policy that keeps what this keeps and what {@code other} keeps. */
    public Retention and(Retention other) {
        return new Retention(
                Stream.concat(rules.stream(), other.rules.stream()).distinct().toList());
    }

    /** Returns this policy with hours, days, weeks, months and years as they are in {@code zone} instead of UTC. */
    public Retention in(ZoneId zone) {
        return new Retention(rules.stream().map(rule -> rule.in(zone)).toList());
    }

    @Override
    public List<RetentionDecision> decide(List<RestorePoint> newestFirst) {
        List<RestorePoint> points = newestFirst.stream().sorted(NEWEST_FIRST).toList();
        Map<RestorePointId, Set<String>> reasons = new HashMap<>();
        RetentionRule.Keeper keeper = (point, reason) ->
                reasons.computeIfAbsent(point.id(), id -> new TreeSet<>()).add(reason);
        keepAlways(points, keeper);
        rules.forEach(rule -> rule.apply(points, keeper));
        return newestFirst.stream()
                .map(point -> decision(point, reasons.getOrDefault(point.id(), Set.of())))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Retention that && rules.equals(that.rules);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    /** Returns the rules in words, for instance {@code daily 7 (UTC), last 3}. */
    @Override
    public String toString() {
        return String.join(", ", rules.stream().map(RetentionRule::toString).toList());
    }

    private static Retention of(RetentionRule rule) {
        return new Retention(List.of(rule));
    }

    private static void keepAlways(List<RestorePoint> points, RetentionRule.Keeper keeper) {
        points.stream()
                .filter(point -> point.details().isProtected())
                .forEach(point -> keeper.keep(point, "protected"));
        Optional<RestorePoint> complete =
                points.stream().filter(RetentionRule::isComplete).findFirst();
        complete.ifPresent(point -> keeper.keep(point, "newest complete"));
        if (complete.isEmpty()) {
            points.stream().findFirst().ifPresent(point -> keeper.keep(point, "newest, none is complete"));
        }
    }

    private static RetentionDecision decision(RestorePoint point, Set<String> reasons) {
        return new RetentionDecision(point, !reasons.isEmpty(), List.copyOf(reasons));
    }
}
