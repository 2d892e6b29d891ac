package io.backup4j.core;

import java.time.Duration;

/**
 * Asks for space to be reclaimed: deleted restore points go for good, packs that no restore point needs are removed, packs that are
 * needed in part are rewritten, small packs and index segments are merged.
 *
 * <p>Safe beside any number of backups, restores and prunes in other processes; one that was interrupted is gone on with by the next.
 * Nothing is removed while a restore point or its list of entries cannot be read, because nobody knows then what it needs; {@link
 * io.backup4j.api.CorruptDataException} names it. When others keep getting in between, {@link io.backup4j.api.StoreException} says
 * so.
 *
 * <p>In its plan, deletions are objects that go, with the bytes that they take, overwritings are packs that are rewritten, with the bytes
 * to be moved, and what is kept is packs that may belong to a backup that is going on.
 *
 * @param mostWaste a pack is rewritten when more than so much of it is not needed, in percent, 0 to 100
 * @param orphanGrace how long packs are spared that no restore point has ever needed: they may belong to a backup that is going on. One
 *     that loses them stores them again, so this saves work and is not needed for safety
 * @param keepDeleted how long deleted restore points can still be brought back
 */
public record PruneRequest(int mostWaste, Duration orphanGrace, Duration keepDeleted)
        implements Operation<PruneReport> {
    /** Checks the ranges. */
    public PruneRequest {
        if (mostWaste < 0 || mostWaste > 100) {
            throw new IllegalArgumentException("Waste outside 0 to 100 percent: " + mostWaste);
        }
        if (orphanGrace.isNegative() || keepDeleted.isNegative()) {
            throw new IllegalArgumentException(
                    "A time to wait cannot be negative: " + orphanGrace + ", " + keepDeleted);
        }
    }

    /** Rewrites packs of which more than 30 % is not needed, spares orphans for a day, and keeps nothing that is deleted. */
    public static PruneRequest defaults() {
        return new PruneRequest(30, Duration.ofDays(1), Duration.ZERO);
    }

    /** Returns this request with another limit of waste, in percent. */
    public PruneRequest withMostWaste(int percent) {
        return new PruneRequest(percent, orphanGrace, keepDeleted);
    }

    /** Returns this request with another time for which orphans are spared. */
    public PruneRequest withOrphanGrace(Duration grace) {
        return new PruneRequest(mostWaste, grace, keepDeleted);
    }

    /** Returns this request with another time for which deleted restore points are kept. */
    public PruneRequest withKeepDeleted(Duration time) {
        return new PruneRequest(mostWaste, orphanGrace, time);
    }

    @Override
    public String verb() {
        return "prune";
    }
}
