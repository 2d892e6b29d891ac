package io.backup4j.core;

import java.util.List;

/**
 * What reclaiming space resulted in.
 *
 * @param points restore points that are gone for good
 * @param packs packs removed
 * @param rewritten packs whose needed chunks were stored anew, to be removed
 * @param bytesRemoved bytes of the packs removed
 * @param bytesStored bytes of the packs stored instead of those rewritten
 * @param orphans packs spared because they may belong to a backup that is going on
 * @param outdatedBytes bytes of packs that are still sealed with keys from before the last rotation
 * @param segments index segments replaced by others
 * @param notes what else there is to know, for people; immutable
 */
public record PruneReport(
        long points,
        long packs,
        long rewritten,
        long bytesRemoved,
        long bytesStored,
        long orphans,
        long outdatedBytes,
        long segments,
        List<String> notes) {
    /** Takes a copy of the list. */
    public PruneReport {
        notes = List.copyOf(notes);
    }
}
