package io.backup4j.core;

import io.backup4j.api.RestorePointId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a check of the repository, or of what some of its points need. Immutable: {@link #of} and methods that return a changed copy.
 *
 * <p>Packs are read in this order: those that were found damaged last, which are read whatever the level and the limits; those that were never
 * read; then those whose last check is oldest. So checks with limits, one a night, get through everything. Parity is read by a check of every byte that
 * has no limits.
 *
 * @param level how closely to look
 * @param points the restore points to check; empty means all, and everything else that is in the store; immutable. When the run begins, each must be
 *     there, sound or not, or be known to be missing; otherwise it fails with {@link io.backup4j.api.RestorePointMissingException}
 * @param maxAge packs that were read so recently and found sound are passed over; null for none
 * @param maxTime when the run has lasted so long, no further pack is begun; null for no limit. At least one pack is read
 * @param maxBytes no more bytes of packs are read than this, but at least one pack
 */
public record VerifyRequest(
        VerifyLevel level,
        Set<RestorePointId> points,
        @Nullable Duration maxAge,
        @Nullable Duration maxTime,
        long maxBytes)
        implements Operation<VerifyReport> {
    /** Takes a copy of the set, and checks that the limits are positive. */
    public VerifyRequest {
        points = Set.copyOf(points);
        requirePositive(maxAge);
        requirePositive(maxTime);
        if (maxBytes < 1) {
            throw new IllegalArgumentException("A check of at most " + maxBytes + " bytes; read at least 1");
        }
    }

    private static void requirePositive(@Nullable Duration limit) {
        if (limit != null && (limit.isNegative() || limit.isZero())) {
            throw new IllegalArgumentException("A check within " + limit + "; it must be longer than 0");
        }
    }

    /** Asks for a check of everything. */
    public static VerifyRequest of(VerifyLevel level) {
        return new VerifyRequest(level, Set.of(), null, null, Long.MAX_VALUE);
    }

    /** Returns this request for some points, or for all when there are none. */
    public VerifyRequest withPoints(Set<RestorePointId> newPoints) {
        return new VerifyRequest(level, newPoints, maxAge, maxTime, maxBytes);
    }

    /** Returns this request without the packs that were checked so recently. */
    public VerifyRequest withMaxAge(Duration newMaxAge) {
        return new VerifyRequest(level, points, newMaxAge, maxTime, maxBytes);
    }

    /** Returns this request with a limit of time. */
    public VerifyRequest withMaxTime(Duration newMaxTime) {
        return new VerifyRequest(level, points, maxAge, newMaxTime, maxBytes);
    }

    /** Returns this request with a limit of bytes read from packs, at least 1. */
    public VerifyRequest withMaxBytes(long newMaxBytes) {
        return new VerifyRequest(level, points, maxAge, maxTime, newMaxBytes);
    }

    @Override
    public String verb() {
        return "verify";
    }
}
