package io.backup4j.core;

import java.util.Locale;

/**
 * How new blocks are compressed. Blocks that were written before stay as they are and are read whatever is chosen here;
 * data that does not get smaller is stored as it is. Safe for use by several threads.
 *
 * @param algorithm the algorithm
 * @param level for {@link Algorithm#ZSTD} 1 (fast) to 19 (small), for all others 0: their level is fixed
 */
public record Compression(Algorithm algorithm, int level) {
    /** The level of {@link #zstd()}: more costs far more time than it saves space. */
    public static final int DEFAULT_ZSTD_LEVEL = 3;

    private static final int HIGHEST_ZSTD_LEVEL = 19;

    /** The algorithms that every reader knows. */
    public enum Algorithm {
        /** Stores everything as it is. */
        NONE,
        /** Zstandard, RFC 8878: by far the fastest for what it saves. */
        ZSTD,
        /** DEFLATE with a gzip frame, RFC 1952, at level 6. */
        GZIP,
        /** bzip2 with blocks of 900 kB. */
        BZIP2,
        /** LZMA2 in an xz frame, at preset 6: smallest and slowest. */
        XZ
    }

    /** Checks the range of the level. */
    public Compression {
        boolean valid = algorithm == Algorithm.ZSTD ? level >= 1 && level <= HIGHEST_ZSTD_LEVEL : level == 0;
        if (!valid) {
            throw new IllegalArgumentException("Level out of range (1 to " + HIGHEST_ZSTD_LEVEL
                    + " for ZSTD, 0 for all others): " + algorithm + " " + level);
        }
    }

    /** Returns Zstandard at level {@value #DEFAULT_ZSTD_LEVEL}, the default. */
    public static Compression zstd() {
        return zstd(DEFAULT_ZSTD_LEVEL);
    }

    /**
     * Returns Zstandard.
     *
     * @param level 1 (a quarter less time, a tenth more space than the default) to 19
     * @throws IllegalArgumentException when {@code level} is out of range
     */
    public static Compression zstd(int level) {
        return new Compression(Algorithm.ZSTD, level);
    }

    /** Returns gzip. */
    public static Compression gzip() {
        return new Compression(Algorithm.GZIP, 0);
    }

    /** Returns bzip2. */
    public static Compression bzip2() {
        return new Compression(Algorithm.BZIP2, 0);
    }

    /** Returns xz. */
    public static Compression xz() {
        return new Compression(Algorithm.XZ, 0);
    }

    /** Returns no compression. */
    public static Compression none() {
        return new Compression(Algorithm.NONE, 0);
    }

    /** Returns the name in lower case, and the level if one can be chosen: {@code zstd:3}, {@code gzip}. */
    @Override
    public String toString() {
        String name = algorithm.name().toLowerCase(Locale.ROOT);
        return algorithm == Algorithm.ZSTD ? name + ':' + level : name;
    }
}
