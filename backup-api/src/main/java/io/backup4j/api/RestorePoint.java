package io.backup4j.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One complete, immutable state of all its components at one moment.
 *
 * @param id its name
 * @param startedAt when the run began, by the clock of the machine that made it
 * @param duration how long the run took
 * @param status whether everything that was asked for is in it
 * @param origin how it came to be
 * @param createdBy who made it, for instance {@code user@host}; may be empty
 * @param details what people say about it, the newest edit
 * @param components its parts, in the order in which they were taken; immutable, at least one
 * @param bytes what each of these measures
 * @param missing entries that could not be taken; empty exactly when {@code status} is {@link Status#COMPLETE}.
 *     At most {@link #MISSING_LISTED} of them are listed; immutable
 * @param missingTotal number of entries that could not be taken, listed or not
 */
public record RestorePoint(
        RestorePointId id,
        Instant startedAt,
        Duration duration,
        Status status,
        Origin origin,
        String createdBy,
        PointDetails details,
        List<Component> components,
        Bytes bytes,
        List<EntryIssue> missing,
        long missingTotal) {
    /** How many missing entries a restore point lists by name. */
    public static final int MISSING_LISTED = 1_000;

    /** Whether everything that was asked for is in a restore point. */
    public enum Status {
        /** Everything is there. */
        COMPLETE,
        /** Some entries could not be read and are not there; {@link RestorePoint#missing()} lists them. */
        INCOMPLETE
    }

    /** How a restore point came to be. */
    public enum Origin {
        /** By a backup of sources. */
        BACKUP,
        /** As the safety backup before a restore overwrote something. */
        PRE_RESTORE,
        /** As a copy of a point of another repository. */
        COPY,
        /** From an uploaded archive. */
        IMPORT
    }

    /**
     * Sizes of a restore point, in bytes.
     *
     * @param original content as the sources gave it
     * @param read content that had to be read, the rest was known to be unchanged
     * @param added content that was not in the repository before, before compression
     * @param stored what the run added to the store, after compression and sealing
     */
    public record Bytes(long original, long read, long added, long stored) {
        /** Checks that nothing is negative. */
        public Bytes {
            if (original < 0 || read < 0 || added < 0 || stored < 0) {
                throw new IllegalArgumentException("Negative size: original " + original + ", read " + read + ", added "
                        + added + ", stored " + stored);
            }
        }
    }

    /** Checks that the fields fit each other. */
    public RestorePoint {
        components = List.copyOf(components);
        missing = List.copyOf(missing);
        if (missingTotal < missing.size() || (status == Status.COMPLETE) != (missingTotal == 0)) {
            throw new IllegalArgumentException("Restore point " + id + " is " + status + " with " + missingTotal
                    + " missing entries, " + missing.size() + " listed");
        }
    }

    /** Returns when the run ended, by the clock of the machine that made it. */
    public Instant endedAt() {
        return startedAt.plus(duration);
    }

    /** Returns the number of entries of all components. */
    public long entries() {
        return components.stream().mapToLong(Component::entries).sum();
    }

    /** Returns the component of that name. */
    public Optional<Component> component(String name) {
        return components.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** Returns this point with other details. */
    public RestorePoint withDetails(PointDetails newDetails) {
        return new RestorePoint(
                id,
                startedAt,
                duration,
                status,
                origin,
                createdBy,
                newDetails,
                components,
                bytes,
                missing,
                missingTotal);
    }
}
