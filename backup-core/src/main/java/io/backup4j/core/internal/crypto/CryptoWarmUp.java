package io.backup4j.core.internal.crypto;

import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * Brings AES-GCM up to speed in a new JVM.
 *
 * <p>The processor's AES instructions are reached only from methods that the second compiler has translated, which takes
 * some 6,000 calls; until then the platform encrypts at a hundredth of its speed. So a daemon thread seals and opens tiny
 * blocks through the very methods that the workers use, a quarter of a second once per JVM, while the source is being
 * looked at. Lengths and places vary, because a warm-up of one shape helps only that shape.
 */
public final class CryptoWarmUp {
    private static final int ROUNDS = 6_500;
    private static final int LONGEST = 2_048;

    private static @Nullable Thread thread;

    private CryptoWarmUp() {}

    /** Starts the warm-up in the background; does nothing when it was started before. */
    public static synchronized void start() {
        if (thread == null) {
            thread = new Thread(CryptoWarmUp::run, "backup4j-crypto-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * Waits until the warm-up is done; returns at once when it was never started.
     *
     * @throws InterruptedException when the waiting thread is interrupted; the warm-up goes on
     */
    public static void await() throws InterruptedException {
        Thread started = started();
        if (started != null) {
            started.join();
        }
    }

    static synchronized @Nullable Thread started() {
        return thread;
    }

    private static void run() {
        ObjectId zero = new ObjectId(0, 0);
        try (SecretBytes key = SecretBytes.owning(new byte[KeyTree.KEY_LENGTH]);
                KeyTree keys = KeyTree.of(zero, key)) {
            sealAndOpen(keys.seal(ObjectKind.PACK, "warm-up", new SealedHead(0, zero), Ciphers.ofPlatform()));
        }
    }

    private static void sealAndOpen(ObjectSeal seal) {
        byte[] payload = new byte[2 * LONGEST];
        byte[] sealed = new byte[3 * LONGEST];
        for (int round = 0; round < ROUNDS; round++) {
            int offset = round * 7 % LONGEST;
            int length = ObjectSeal.SHORTEST_PAYLOAD + round * 31 % (LONGEST - ObjectSeal.SHORTEST_PAYLOAD);
            int sealedLength = seal.seal(payload, offset, length, round, sealed, offset / 2);
            seal.open(sealed, offset / 2, sealedLength, round, payload, offset / 3);
        }
    }
}
