package io.backup4j.core;

/**
 * What guessing a password costs: Argon2id, RFC 9106. Kept beside each key, so that it can be raised for new ones.
 *
 * @param memoryKiB memory in KiB, 8 to 4,194,304 (4 GiB) and at least 8 for each lane
 * @param iterations passes over the memory, 1 to 1,000
 * @param parallelism lanes, 1 to 64; they are computed one after the other
 */
public record Argon2Parameters(int memoryKiB, int iterations, int parallelism) {
    /**
     * 46 MiB and one pass, some 0.1 s, and half a second and more in a new JVM: of the settings that OWASP recommends as
     * equivalent the one with the most memory.
     */
    public static final Argon2Parameters STANDARD = new Argon2Parameters(47_104, 1, 1);

    /** 64 MiB and three passes, two to three times as long: the second recommended option of RFC 9106. */
    public static final Argon2Parameters STRONG = new Argon2Parameters(65_536, 3, 4);

    private static final int LEAST_MEMORY = 8;
    private static final int MOST_MEMORY = 4 << 20;
    private static final int MOST_ITERATIONS = 1_000;
    private static final int MOST_PARALLELISM = 64;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a number is out of its range
     */
    public Argon2Parameters {
        require("parallelism", parallelism, 1, MOST_PARALLELISM);
        require("memory in KiB", memoryKiB, LEAST_MEMORY * parallelism, MOST_MEMORY);
        require("iterations", iterations, 1, MOST_ITERATIONS);
    }

    private static void require(String name, int value, int smallest, int largest) {
        if (value < smallest || value > largest) {
            throw new IllegalArgumentException(
                    "Argon2id " + name + " out of range " + smallest + " to " + largest + ": " + value);
        }
    }
}
