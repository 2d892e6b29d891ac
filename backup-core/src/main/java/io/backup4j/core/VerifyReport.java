package io.backup4j.core;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import java.util.List;

/**
 * What a check has found.
 *
 * @param findings everything that is wrong, at most 10,000 of them; immutable
 * @param damage which entries of which points are hit by it, at most 10,000 of them; immutable
 * @param statistics what was looked at
 */
public record VerifyReport(List<Finding> findings, List<DamagedEntry> damage, Statistics statistics) {
    /** Takes copies of the lists. */
    public VerifyReport {
        findings = List.copyOf(findings);
        damage = List.copyOf(damage);
    }

    /** What a finding means for the data. */
    public enum Severity {
        /** The structure is harmed, but no restore point has lost anything. */
        WARNING,
        /** A restore point has lost something, or may have. */
        LOSS
    }

    /**
     * Something that is wrong.
     *
     * @param object name of the object in the store
     * @param severity what it means
     * @param message for people: what was found
     */
    public record Finding(String object, Severity severity, String message) {}

    /**
     * An entry that cannot be restored as it was.
     *
     * @param point the restore point
     * @param component name of the component
     * @param path the path for people; empty when it is not known which entries of the component are hit
     * @param message what is wrong
     */
    public record DamagedEntry(RestorePointId point, String component, String path, String message) {}

    /**
     * What was looked at.
     *
     * @param points restore points
     * @param entries entries of these points whose chunks were looked up, each distinct manifest node once
     * @param packs packs in the store
     * @param packsRead packs of which every byte was read
     * @param bytesRead bytes read from packs
     * @param chunks chunks known to the index
     */
    public record Statistics(long points, long entries, long packs, long packsRead, long bytesRead, long chunks) {}

    /** Returns whether nothing was found. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /**
     * Does nothing when nothing was found.
     *
     * @throws CorruptDataException that names the first finding and how many there are
     */
    public void throwIfDamaged() {
        if (!isClean()) {
            Finding first = findings.get(0);
            throw new CorruptDataException("Verification found " + findings.size() + " fault(s), the first in "
                    + first.object() + ": " + first.message());
        }
    }
}
