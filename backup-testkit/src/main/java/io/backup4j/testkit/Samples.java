package io.backup4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;

/** Bytes for tests. */
final class Samples {
    private Samples() {}

    /** Returns the first {@code length} bytes of an endless sequence that {@code seed} begins; not compressible. */
    static byte[] bytes(long seed, int length) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i += Long.BYTES) {
            long next = random.nextLong();
            for (int j = i; j < Math.min(i + Long.BYTES, length); j++, next >>>= Byte.SIZE) {
                bytes[j] = (byte) next;
            }
        }
        return bytes;
    }

    /** Returns what lies inside {@code bytes} of a range that may reach behind their end. */
    static byte[] slice(byte[] bytes, long offset, long length) {
        int from = (int) Math.min(offset, bytes.length);
        return Arrays.copyOfRange(bytes, from, from + (int) Math.min(length, bytes.length - from));
    }

    static void unchecked(Action action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
