package io.backup4j.api;

import java.util.List;

/**
 * Decides which restore points to keep: a pure function of what is known, with a reason for each. Safe for use by several
 * threads.
 */
@FunctionalInterface
public interface RetentionPolicy {
    /**
     * Decides about every point.
     *
     * @return one decision for each point, in the order of {@link RetentionFacts#points()}
     */
    List<RetentionDecision> decide(RetentionFacts facts);
}
