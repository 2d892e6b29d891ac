package io.backup4j.core;

import io.backup4j.api.RestorePointId;
import java.util.Set;

/**
 * Asks for a check of the repository, or of what some of its points need.
 *
 * @param level how closely to look
 * @param points the restore points to check; empty means all, and everything else that is in the store; immutable
 */
public record VerifyRequest(VerifyLevel level, Set<RestorePointId> points) implements Operation<VerifyReport> {
    /** Takes a copy of the set. */
    public VerifyRequest {
        points = Set.copyOf(points);
    }

    /** Asks for a check of everything. */
    public static VerifyRequest of(VerifyLevel level) {
        return new VerifyRequest(level, Set.of());
    }

    @Override
    public String verb() {
        return "verify";
    }
}
