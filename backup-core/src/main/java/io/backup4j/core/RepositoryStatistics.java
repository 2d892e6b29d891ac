package io.backup4j.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a repository.
 *
 * @param points restore points
 * @param originalBytes content of all points together, as the sources gave it
 * @param uniqueBytes content after deduplication, before compression
 * @param storedBytes bytes of all objects in the store
 * @param packs packs in the store
 * @param chunks distinct chunks
 * @param packsRead packs of which some verification has read every byte
 * @param oldestRead when the pack was read that was read longest ago; null when none has been read
 * @param epoch how often the keys have been rotated, rotations that came to nothing included
 * @param outdatedBytes bytes of packs that are sealed with keys from before the last rotation
 * @param pointsDamaged restore points that had lost something when they were verified last
 * @param coveredBytes bytes of packs that parity covers
 * @param parityBytes bytes of the parity
 */
public record RepositoryStatistics(
        long points,
        long originalBytes,
        long uniqueBytes,
        long storedBytes,
        long packs,
        long chunks,
        long packsRead,
        @Nullable Instant oldestRead,
        int epoch,
        long outdatedBytes,
        long pointsDamaged,
        long coveredBytes,
        long parityBytes) {}
