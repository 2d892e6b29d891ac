package io.backup4j.core;

import java.security.SecureRandom;
import java.util.Random;

/** Keys and ids that are the same in every run of a test. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final Random random;

    SeededRandom(long seed) {
        random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
