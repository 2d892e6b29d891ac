package io.backup4j.store.s3;

import java.time.Duration;
import java.util.Optional;

/**
 * Protection of each new object against being deleted, in a bucket that has Object Lock. Deleting hides a protected object
 * behind a delete marker; {@link S3Store#asOf} still reads it.
 *
 * @param mode whether anybody can end the protection early; none for a legal hold alone
 * @param retention how long, from the moment of the upload by this machine's clock; at most 100 years of 365.25 days, zero for a legal hold alone
 * @param legalHold whether the object is also held until somebody lifts the hold
 */
public record ObjectLock(Optional<Mode> mode, Duration retention, boolean legalHold) {
    /** Who can end the protection early. */
    public enum Mode {
        /** Those who have the right {@code s3:BypassGovernanceRetention}. */
        GOVERNANCE,
        /** Nobody. */
        COMPLIANCE
    }

    private static final Duration LONGEST = Duration.ofDays(36_525);

    /** Checks. */
    public ObjectLock {
        if (retention.isNegative() || mode.isPresent() == retention.isZero()) {
            throw new IllegalArgumentException("A retention of " + retention
                    + " does not go with the mode " + mode.map(Mode::name).orElse("none")
                    + ": give a mode and a positive time, or neither");
        }
        if (retention.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A retention of " + retention
                    + " is longer than the 100 years that Object Lock knows: give a shorter one, or a legal hold,"
                    + " which lasts until somebody lifts it");
        }
    }

    /** No protection by this store; that of the bucket, if it has one, remains. */
    public static ObjectLock none() {
        return new ObjectLock(Optional.empty(), Duration.ZERO, false);
    }

    /**
     * Keeps each new object for a time.
     *
     * @throws IllegalArgumentException when {@code retention} is not positive, or longer than 100 years
     */
    public static ObjectLock retain(Mode mode, Duration retention) {
        return new ObjectLock(Optional.of(mode), retention, false);
    }

    /** Returns the same with a legal hold. */
    public ObjectLock withLegalHold() {
        return new ObjectLock(mode, retention, true);
    }
}
