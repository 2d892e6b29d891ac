package io.backup4j.api;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Retention by rules that add up: a restore point stays when at least one rule wants it, for instance {@code
 * Retention.keepDaily(7).and(Retention.keepMonthly(12))}. A rule for days keeps the newest point of each of the newest
 * days that have one; hours, ISO weeks, months and years likewise.
 *
 * <p>Every rule is applied to each group of points that belong together, see {@link #groupedBy}: where two sources are backed up
 * every night, seven days of each stay.
 *
 * <p>Always kept, whatever the rules say: points that are protected; the floor, see {@link #withFloor}; points whose time lies more than
 * a day ahead of the clock.
 *
 * <p>Rules that count are applied to each kind of points by itself, so that none pushes another out: the good ones; those that were made
 * {@linkplain RestorePoint.Origin#PRE_RESTORE before a restore} of what it replaced; incomplete ones that are newer than all good ones; damaged ones;
 * and backdated ones, which say that they are more than a day older than a point that was there before them. Incomplete points that are older than a good one count for {@link #keepWithin} and {@link #keepTagged} only.
 *
 * <p>Points are ordered by the beginning of their run and then by id. Immutable; safe for use by several threads.
 */
public final class Retention implements RetentionPolicy {
    private static final Set<Grouping> USUAL_GROUPING = Set.of(Grouping.CREATOR, Grouping.SOURCE);
    private static final int USUAL_FLOOR = 3;

    private final List<GroupedRule> rules;

    private Retention(List<GroupedRule> rules) {
        this.rules = rules.stream().distinct().toList();
    }

    /** What points of one group have in common. */
    public enum Grouping {
        /** The same {@link RestorePoint#createdBy()}. */
        CREATOR {
            @Override
            Object of(RestorePoint point) {
                return point.createdBy();
            }
        },
        /** The same types and locations of sources, whatever the names and the order of the components. */
        SOURCE {
            @Override
            Object of(RestorePoint point) {
                return point.components().stream()
                        .map(component -> List.of(component.sourceType(), component.sourceLocation()))
                        .collect(Collectors.toSet());
            }
        },
        /** The same tags. */
        TAGS {
            @Override
            Object of(RestorePoint point) {
                return point.details().tags();
            }
        };

        abstract Object of(RestorePoint point);
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
     * Keeps all points that are at most so much older than the newest good one. Not than now: when no backup is made any
     * more, nothing goes.
     *
     * @param duration longer than 0
     */
    public static Retention keepWithin(Duration duration) {
        return of(new RetentionRule.Within(duration));
    }

    /**
     * Keeps the newest points whose runs have added no more than {@code bytes} to the store altogether, by {@link
     * RestorePoint.Bytes#stored()}: what the repository grew by when a point was made. What the oldest of them shares with points before it
     * was counted with those and stays as long as it is needed, so a group takes at most about {@code bytes} more than one whole backup.
     *
     * @param bytes at least 1
     */
    public static Retention keepSize(long bytes) {
        return of(new RetentionRule.Size(bytes));
    }

    /**
     * Keeps all points that have a tag.
     *
     * @param tag not empty
     */
    public static Retention keepTagged(String tag) {
        return of(new RetentionRule.Tagged(tag));
    }

    /** Keeps these points: somebody needs them for now, and they are to count as they are. */
    public static Retention keepHeld(Set<RestorePointId> points) {
        return of(new RetentionRule.Held(points));
    }

    /** Returns a policy that keeps what this keeps and what {@code other} keeps. */
    public Retention and(Retention other) {
        return new Retention(Stream.concat(rules.stream(), other.rules.stream()).toList());
    }

    /** Returns this policy with hours, days, weeks, months and years as they are in {@code zone} instead of UTC. */
    public Retention in(ZoneId zone) {
        return changed(rule -> new GroupedRule(rule.rule().in(zone), rule.grouping()));
    }

    /**
     * Returns this policy with another floor: the newest {@code count} points of each kind in each group are never removed, nor are the newest of
     * each of the newest {@code count} days (UTC) that have one, so that many points made at once do not take the place of all others.
     *
     * @param count at least 1; 3 by default
     */
    public Retention withFloor(int count) {
        RetentionRule.Floor floor = new RetentionRule.Floor(count);
        return changed(grouped ->
                grouped.rule() instanceof RetentionRule.Floor ? new GroupedRule(floor, grouped.grouping()) : grouped);
    }

    /**
     * Returns this policy with other groups: the rules are applied to points that have all of {@code same} in common.
     *
     * @param same creator and source by default; nothing for one group of all points
     */
    public Retention groupedBy(Grouping... same) {
        Set<Grouping> grouping = EnumSet.noneOf(Grouping.class);
        grouping.addAll(Arrays.asList(same));
        return changed(rule -> new GroupedRule(rule.rule(), grouping));
    }

    @Override
    public List<RetentionDecision> decide(RetentionFacts facts) {
        RetentionVerdicts verdicts = new RetentionVerdicts(facts);
        Map<Set<Grouping>, List<RetentionGroup>> groups = new HashMap<>();
        for (GroupedRule grouped : rules) {
            groups.computeIfAbsent(grouped.grouping(), by -> verdicts.split(by))
                    .forEach(group -> grouped.rule().apply(group, verdicts));
        }
        return verdicts.decisions();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Retention that && rules.equals(that.rules);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    /** Returns the rules in words, for instance {@code floor 3, daily 7 (UTC), last 3}. */
    @Override
    public String toString() {
        return String.join(", ", rules.stream().map(GroupedRule::toString).toList());
    }

    /** A rule and the groups that it is applied to. */
    private record GroupedRule(RetentionRule rule, Set<Grouping> grouping) {
        GroupedRule {
            grouping = Set.copyOf(grouping);
        }

        @Override
        public String toString() {
            return grouping.equals(USUAL_GROUPING)
                    ? rule.toString()
                    : rule + " by " + grouping.stream().sorted().toList();
        }
    }

    private Retention changed(UnaryOperator<GroupedRule> change) {
        return new Retention(rules.stream().map(change).toList());
    }

    private static Retention of(RetentionRule rule) {
        return new Retention(Stream.of(new RetentionRule.Floor(USUAL_FLOOR), rule)
                .map(each -> new GroupedRule(each, USUAL_GROUPING))
                .toList());
    }
}
