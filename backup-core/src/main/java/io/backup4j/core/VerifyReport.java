package io.backup4j.core;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePointId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check has found.
 *
 * @param findings everything that is wrong, at most 10,000 of them; immutable
 * @param damage which entries of which points are hit by it, at most 10,000 of them; immutable
 * @param statistics what was looked at
 * @param coverage what was not, and when it was
 * @param notes what else people should know; immutable
 */
public record VerifyReport(
        List<Finding> findings,
        List<DamagedEntry> damage,
        Statistics statistics,
        Coverage coverage,
        List<String> notes) {
    /** Takes copies of the lists. */
    public VerifyReport {
        findings = List.copyOf(findings);
        damage = List.copyOf(damage);
        notes = List.copyOf(notes);
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
     * @param path the path; null when it is not known which entries of the component are hit
     * @param message what is wrong
     */
    public record DamagedEntry(
            RestorePointId point,
            String component,
            @Nullable EntryPath path,
            String message) {}

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

    /**
     * How much of the packs that were asked for has been read at some time.
     *
     * @param recent packs passed over, because they were read within the age that was asked for
     * @param left packs that were due and not read, because of the level or a limit
     * @param neverRead packs that no verification has read, this one included
     * @param oldest when the pack was read that was read longest ago; null when none has been read
     */
    public record Coverage(
            long recent,
            long left,
            long neverRead,
            @Nullable Instant oldest) {}

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
