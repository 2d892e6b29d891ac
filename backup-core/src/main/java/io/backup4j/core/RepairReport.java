package io.backup4j.core;

import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePointId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a repair resulted in.
 *
 * @param removed small objects removed because they could not be read, by name; immutable
 * @param packs packs put out of use
 * @param packsRebuilt those of them that parity has made whole
 * @param chunksKept chunks of these packs that could be read or given back by parity, and are stored elsewhere now
 * @param chunksFound lost chunks that other repositories had
 * @param losses what is lost, at most {@link #LOSSES_LISTED}; immutable
 * @param replaced restore points that had lost something; immutable
 * @param notes what else there is to know, for people: above all what could not be repaired; immutable
 */
public record RepairReport(
        List<String> removed,
        long packs,
        long packsRebuilt,
        long chunksKept,
        long chunksFound,
        List<Loss> losses,
        List<Replaced> replaced,
        List<String> notes) {
    /** How many losses a report lists. */
    public static final int LOSSES_LISTED = 10_000;

    /** Takes copies of the lists. */
    public RepairReport {
        removed = List.copyOf(removed);
        losses = List.copyOf(losses);
        replaced = List.copyOf(replaced);
        notes = List.copyOf(notes);
    }

    /**
     * A range of bytes that is lost.
     *
     * @param point the restore point
     * @param component name of the component; empty when the point itself cannot be read
     * @param path the path; null when a piece of the list of entries is lost
     * @param offset first byte of the entry that is lost
     * @param length bytes from there on that are lost
     * @param message for people: how much more is hit
     */
    public record Loss(
            RestorePointId point,
            String component,
            @Nullable EntryPath path,
            long offset,
            long length,
            String message) {}

    /**
     * A restore point that had lost something.
     *
     * @param damaged the point
     * @param by the point with what is left of it; empty when nothing of it could be read
     */
    public record Replaced(RestorePointId damaged, Optional<RestorePointId> by) {}

    /** Returns whether nothing is lost. */
    public boolean isComplete() {
        return losses.isEmpty();
    }
}
