package io.backup4j.api;

import java.util.List;

/**
 * What a policy says of one restore point.
 *
 * @param point the restore point
 * @param keep whether it stays
 * @param reasons for people, for instance {@code daily 2026-11-21}; empty exactly when it goes
 */
public record RetentionDecision(RestorePoint point, boolean keep, List<String> reasons) {
    /** Checks that what is kept has a reason and what goes has none. */
    public RetentionDecision {
        reasons = List.copyOf(reasons);
        if (keep == reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "A point is kept for a reason or goes without: " + point.id() + " " + reasons);
        }
    }
}
