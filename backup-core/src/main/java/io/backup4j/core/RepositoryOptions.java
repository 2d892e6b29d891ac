package io.backup4j.core;

import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How a repository is worked with. Immutable: {@link #defaults()} and methods that return a changed copy. None of it is stored,
 * but for {@link #chunkSizes()}, which counts when a repository is created.
 *
 * @param compression how new blocks are compressed; zstd level 3 by default
 * @param workers threads that carry content through the pipeline; the number of processors by default
 * @param memoryCeiling bytes of heap that one run may hold in buffers, whatever is backed up, at least 64 MiB; 256 MiB by
 *     default. The index comes on top: about 60 bytes a chunk
 * @param chunkSizes how content is cut in a repository that is created; standard by default
 * @param clock what time it is; the system's by default
 * @param random where keys and ids come from; the system's strongest by default
 * @param securityProvider who does AES-GCM; null, the default, for the JDK's choice
 * @param cache a directory for copies of small objects, sealed as they are in the store, so that a store that is far away is asked for
 *     each only once, and for what was seen of the repository, so that it is noticed when the store shows an older state; null, the default,
 *     for none. May be shared by repositories and processes, and removed at any time
 */
public record RepositoryOptions(
        Compression compression,
        int workers,
        long memoryCeiling,
        ChunkSizes chunkSizes,
        Clock clock,
        SecureRandom random,
        @Nullable Provider securityProvider,
        @Nullable Path cache) {
    private static final long MEBIBYTE = 1 << 20;

    /** Checks the ranges. */
    public RepositoryOptions {
        if (workers < 1 || workers > 256) {
            throw new IllegalArgumentException("Workers outside 1 to 256: " + workers);
        }
        if (memoryCeiling < 64 * MEBIBYTE) {
            throw new IllegalArgumentException("Memory ceiling below 64 MiB: " + memoryCeiling);
        }
    }

    /**
     * How large chunks are in a repository, for its whole life.
     *
     * <p>Small chunks make increments small and cost about 60 bytes of heap each while a run is going on: a TiB of unique content in
     * standard chunks takes 1 GiB of index, in large ones 130 MiB.
     */
    public enum ChunkSizes {
        /** 32, 64 and 512 KiB at least, on average, at most. */
        STANDARD,
        /** 256, 512 KiB and 4 MiB: for repositories of very many TiB. */
        LARGE
    }

    /** Returns the defaults. */
    public static RepositoryOptions defaults() {
        return new RepositoryOptions(
                Compression.zstd(),
                Runtime.getRuntime().availableProcessors(),
                256 * MEBIBYTE,
                ChunkSizes.STANDARD,
                Clock.systemUTC(),
                new SecureRandom(),
                null,
                null);
    }

    /** Returns these options with another compression. */
    public RepositoryOptions withCompression(Compression newCompression) {
        return new RepositoryOptions(
                newCompression, workers, memoryCeiling, chunkSizes, clock, random, securityProvider, cache);
    }

    /** Returns these options with another number of workers, 1 to 256. */
    public RepositoryOptions withWorkers(int newWorkers) {
        return new RepositoryOptions(
                compression, newWorkers, memoryCeiling, chunkSizes, clock, random, securityProvider, cache);
    }

    /** Returns these options with another memory ceiling in bytes, at least 64 MiB. */
    public RepositoryOptions withMemoryCeiling(long newMemoryCeiling) {
        return new RepositoryOptions(
                compression, workers, newMemoryCeiling, chunkSizes, clock, random, securityProvider, cache);
    }

    /** Returns these options with other chunk sizes for a repository that is created. */
    public RepositoryOptions withChunkSizes(ChunkSizes newChunkSizes) {
        return new RepositoryOptions(
                compression, workers, memoryCeiling, newChunkSizes, clock, random, securityProvider, cache);
    }

    /** Returns these options with another clock. */
    public RepositoryOptions withClock(Clock newClock) {
        return new RepositoryOptions(
                compression, workers, memoryCeiling, chunkSizes, newClock, random, securityProvider, cache);
    }

    /** Returns these options with another source of randomness, for tests that must be repeatable. */
    public RepositoryOptions withRandom(SecureRandom newRandom) {
        return new RepositoryOptions(
                compression, workers, memoryCeiling, chunkSizes, clock, newRandom, securityProvider, cache);
    }

    /** Returns these options with AES-GCM done by {@code newProvider}. */
    public RepositoryOptions withSecurityProvider(Provider newProvider) {
        return new RepositoryOptions(
                compression, workers, memoryCeiling, chunkSizes, clock, random, newProvider, cache);
    }

    /** Returns these options with a directory for copies of small objects. */
    public RepositoryOptions withCache(Path newCache) {
        return new RepositoryOptions(
                compression, workers, memoryCeiling, chunkSizes, clock, random, securityProvider, newCache);
    }
}
