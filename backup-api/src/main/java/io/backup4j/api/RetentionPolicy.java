package io.backup4j.api;

import java.util.List;

/**
 * Decides which restore points to keep: a pure function of the points, with a reason for each. Safe for use by several
 * threads.
 */
@FunctionalInterface
public interface RetentionPolicy {
    /**
     * Decides about every point.
     *
     * @param newestFirst all restore points, newest first
     * @return one decision for each point, in the same order
     */
    List<RetentionDecision> decide(List<RestorePoint> newestFirst);
}
