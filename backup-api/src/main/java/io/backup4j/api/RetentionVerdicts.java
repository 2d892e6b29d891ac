package io.backup4j.api;

import io.backup4j.api.Retention.Grouping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What rules have said so far. Used once, by one thread. */
final class RetentionVerdicts implements RetentionRule.Keeper {
    private final RetentionFacts facts;
    private final List<RestorePoint> counted;
    private final Map<RestorePointId, Set<String>> kept = new HashMap<>();
    private final Map<RestorePointId, Set<String>> passedOver = new HashMap<>();

    RetentionVerdicts(RetentionFacts facts) {
        this.facts = facts;
        this.counted = facts.points().stream()
                .filter(point -> !isFromTheFuture(point))
                .sorted(RetentionGroup.NEWEST_FIRST)
                .toList();
        facts.points().forEach(this::keepAlways);
    }

    private boolean isFromTheFuture(RestorePoint point) {
        return RetentionGroup.isEarlier(facts.now(), point.startedAt());
    }

    private void keepAlways(RestorePoint point) {
        if (point.details().isProtected()) {
            say(point, true, "protected");
        }
        if (isFromTheFuture(point)) {
            say(point, true, "later than now, by the clock");
        }
    }

    /** Makes groups of the points that count. */
    List<RetentionGroup> split(Set<Grouping> grouping) {
        List<RetentionGroup> groups = RetentionGroup.split(counted, grouping, facts);
        groups.forEach(group ->
                group.superseded().forEach(point -> say(point, false, "incomplete and older than a good one")));
        return groups;
    }

    @Override
    public void say(RestorePoint point, boolean keep, String reason) {
        (keep ? kept : passedOver)
                .computeIfAbsent(point.id(), id -> new TreeSet<>())
                .add(reason);
    }

    List<RetentionDecision> decisions() {
        return facts.points().stream().map(this::decision).toList();
    }

    private RetentionDecision decision(RestorePoint point) {
        Set<String> reasons = kept.get(point.id());
        if (reasons != null) {
            return new RetentionDecision(point, true, List.copyOf(reasons));
        }
        return new RetentionDecision(
                point, false, List.copyOf(passedOver.getOrDefault(point.id(), Set.of("no rule keeps it"))));
    }
}
