package io.backup4j.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Asks for a repair: what is damaged is found by a verification; what is left of it is kept, what {@linkplain ParityRequest parity} and other repositories can give is taken from them,
 * and what is lost is dropped and reported, so that the repository verifies clean afterwards.
 *
 * <p>Index segments are built again from the packs. What can be read of a damaged pack is stored elsewhere and the pack is put out of use, so that the
 * next backup stores the rest again. A restore point that has lost something is replaced by one without the entries that are hit, which lists them as
 * missing; the old one is deleted, and can be brought back until space is reclaimed. Safe beside backups, restores and prunes in other processes, and may be
 * repeated; one that was interrupted may leave a restore point twice.
 *
 * <p>A repair cannot tell which of two damaged copies is the better one: where a store has replicas, heal from them first ({@link
 * io.backup4j.core.store.ReplicatedStore#heal}).
 *
 * <p>In its plan, deletions are objects that cannot be read and go, overwritings are packs and restore points that are replaced, and notes name the
 * entries that are hit.
 *
 * @param level how closely to look for damage
 * @param others repositories that may have content that is lost here, whatever their keys; they stay open
 */
public record RepairRequest(VerifyLevel level, List<BackupRepository> others) implements Operation<RepairReport> {
    /** Takes a copy of the list. */
    public RepairRequest {
        others = List.copyOf(others);
    }

    /** Looks at every byte, and asks no other repository. */
    public static RepairRequest defaults() {
        return new RepairRequest(VerifyLevel.EVERY_BYTE, List.of());
    }

    /** Returns this request with another level. */
    public RepairRequest withLevel(VerifyLevel newLevel) {
        return new RepairRequest(newLevel, others);
    }

    /** Returns this request with one more repository that is asked for what is lost. */
    public RepairRequest from(BackupRepository other) {
        List<BackupRepository> more = new ArrayList<>(others);
        more.add(other);
        return new RepairRequest(level, more);
    }

    @Override
    public String verb() {
        return "repair";
    }
}
