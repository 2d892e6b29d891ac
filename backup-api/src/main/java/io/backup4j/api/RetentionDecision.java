package io.backup4j.api;

import java.util.List;

/**
 * What a policy says of one restore point.
 *
 * @param point the restore point
 * @param keep whether it stays
 * @param reasons for people: what keeps it, for instance {@code daily 2026-11-21}, or why nothing does; never empty, immutable
 */
public record RetentionDecision(RestorePoint point, boolean keep, List<String> reasons) {
    /** Checks that there is a reason. */
    public RetentionDecision {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("A decision without a reason: " + point.id());
        }
    }
}
