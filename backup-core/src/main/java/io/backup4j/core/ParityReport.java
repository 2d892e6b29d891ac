package io.backup4j.core;

import java.util.List;

/**
 * What a run of parity resulted in.
 *
 * @param objectsStored parity objects stored
 * @param bytesStored their bytes
 * @param objectsRemoved parity objects removed
 * @param bytesRemoved their bytes, as far as known
 * @param packsInGroups packs of which each can be lost, one of a group
 * @param packsAlone packs of which a hole can be given back, not the whole
 * @param packsUncovered packs that no parity covers
 * @param notes what else there is to know, for people: which packs could not be covered, and why; immutable
 */
public record ParityReport(
        long objectsStored,
        long bytesStored,
        long objectsRemoved,
        long bytesRemoved,
        long packsInGroups,
        long packsAlone,
        long packsUncovered,
        List<String> notes) {
    /** Takes a copy of the list. */
    public ParityReport {
        notes = List.copyOf(notes);
    }
}
