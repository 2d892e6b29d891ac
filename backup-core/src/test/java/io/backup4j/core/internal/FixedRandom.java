package io.backup4j.core.internal;

import java.security.SecureRandom;
import java.util.Arrays;

/** Gives the bytes it was made with, and then 1, 2, 3 and so on, so that results repeat. */
public final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] first;
    private int given;

    public FixedRandom(byte... first) {
        this.first = Arrays.copyOf(first, first.length);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = given < first.length ? first[given] : (byte) (given - first.length + 1);
            given++;
        }
    }
}
