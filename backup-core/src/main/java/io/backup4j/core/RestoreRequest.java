package io.backup4j.core;

import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestoreTarget;

/**
 * Asks for a restore of a restore point, or a part of it, to a target.
 *
 * @param point the restore point
 * @param selection the entries; when they come from several components, each component is restored to a directory of its
 *     name inside the target
 * @param target where they go
 */
public record RestoreRequest(RestorePointId point, Selection selection, RestoreTarget target)
        implements Operation<RestoreReport> {
    /** Asks for a restore of everything. */
    public static RestoreRequest of(RestorePointId point, RestoreTarget target) {
        return new RestoreRequest(point, Selection.all(), target);
    }

    @Override
    public String verb() {
        return "restore";
    }
}
