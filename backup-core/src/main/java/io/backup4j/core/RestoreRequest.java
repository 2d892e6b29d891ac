package io.backup4j.core;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestoreTarget;

/**
 * Asks for a restore of a restore point, or a part of it, to a target.
 *
 * @param point the restore point
 * @param selection the entries; when they come from several components, each component is restored to a directory of its
 *     name inside the target
 * @param target where they go
 * @param safetyBackup whether what the restore replaces becomes a restore point of its own first, with the origin {@link
 *     RestorePoint.Origin#PRE_RESTORE}, where the target can tell what that is; when the point cannot be made, nothing is restored
 * @param fillsHoles whether entries of which bytes are lost are restored with zeros in their place
 */
public record RestoreRequest(
        RestorePointId point, Selection selection, RestoreTarget target, boolean safetyBackup, boolean fillsHoles)
        implements Operation<RestoreReport> {
    /** Asks for a restore with a safety backup. */
    public RestoreRequest(RestorePointId point, Selection selection, RestoreTarget target) {
        this(point, selection, target, true, false);
    }

    /** Asks for a restore of everything, with a safety backup. */
    public static RestoreRequest of(RestorePointId point, RestoreTarget target) {
        return new RestoreRequest(point, Selection.all(), target);
    }

    /** Asks for the same without a safety backup, so that the restore cannot be undone: for replacing what is damaged. */
    public RestoreRequest withoutSafetyBackup() {
        return new RestoreRequest(point, selection, target, false, fillsHoles);
    }

    /**
     * Asks for the same with zeros where bytes of an entry are lost; without, such an entry is left out as a whole. The report names the bytes. What
     * has holes is not what it was: for content of which a part is better than nothing.
     */
    public RestoreRequest fillingHoles() {
        return new RestoreRequest(point, selection, target, safetyBackup, true);
    }

    @Override
    public String verb() {
        return "restore";
    }
}
