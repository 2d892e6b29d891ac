package io.backup4j.core;

import java.time.Duration;

/**
 * Asks for space to be reclaimed: deleted restore points go for good, packs that no restore point needs are removed, packs that are
 * needed in part are rewritten, small packs and index segments are merged, and packs that are sealed with keys from before a rotation
 * are stored anew in portions.
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
 * @param keepDeleted how long deleted restore points can still be brought back; any length, so {@code ChronoUnit.FOREVER.getDuration()} keeps them all
 * @param reencrypt after a {@link BackupRepository#rotateKeys rotation of the keys}, bytes of needed content that are moved from older keys to the
 *     newest, those of the oldest first; rounded up to whole packs, 0 for none
 */
public record PruneRequest(int mostWaste, Duration orphanGrace, Duration keepDeleted, long reencrypt)
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
        if (reencrypt < 0) {
            throw new IllegalArgumentException("Bytes to be encrypted anew cannot be negative: " + reencrypt);
        }
    }

    /**
     * Rewrites packs of which more than 30 % is not needed, spares orphans for a day, keeps nothing that is deleted, and moves 1 GiB to the newest keys
     * when there are older ones.
     */
    public static PruneRequest defaults() {
        return new PruneRequest(30, Duration.ofDays(1), Duration.ZERO, 1 << 30);
    }

    /** Returns this request with another limit of waste, in percent. */
    public PruneRequest withMostWaste(int percent) {
        return new PruneRequest(percent, orphanGrace, keepDeleted, reencrypt);
    }

    /** Returns this request with another time for which orphans are spared. */
    public PruneRequest withOrphanGrace(Duration grace) {
        return new PruneRequest(mostWaste, grace, keepDeleted, reencrypt);
    }

    /** Returns this request with another time for which deleted restore points are kept. */
    public PruneRequest withKeepDeleted(Duration time) {
        return new PruneRequest(mostWaste, orphanGrace, time, reencrypt);
    }

    /** Returns this request with another number of bytes that are moved to the newest keys. */
    public PruneRequest withReencrypt(long bytes) {
        return new PruneRequest(mostWaste, orphanGrace, keepDeleted, bytes);
    }

    @Override
    public String verb() {
        return "prune";
    }
}
