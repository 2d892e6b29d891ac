package io.backup4j.core.internal.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HKDF with SHA-256, RFC 5869.
 *
 * <p>Written out because Java 17 has none and BouncyCastle's signed jar costs 200 ms to verify, which every command would
 * pay; HMAC is all that it needs.
 */
public final class Hkdf {
    private static final String HMAC_SHA_256 = "HmacSHA256";
    private static final int HASH_LENGTH = 32;
    private static final int LONGEST = 255 * HASH_LENGTH;

    private Hkdf() {}

    /**
     * Concentrates the randomness of {@code input} into a key for {@link #expand}.
     *
     * @param salt need not be secret; empty stands for 32 zero bytes
     * @return 32 bytes
     */
    public static byte[] extract(byte[] salt, byte[] input) {
        return mac(salt.length == 0 ? new byte[HASH_LENGTH] : salt).doFinal(input);
    }

    /**
     * Derives a key.
     *
     * @param key from {@link #extract}
     * @param info what it is for
     * @param length bytes wanted, 1 to 8,160
     * @throws IllegalArgumentException when {@code length} is out of range
     */
    public static byte[] expand(byte[] key, byte[] info, int length) {
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("Length of a derived key out of range 1 to " + LONGEST + ": " + length);
        }
        Mac mac = mac(key);
        ByteBuffer derived = ByteBuffer.allocate(length);
        byte[] block = {};
        for (int counter = 1; derived.hasRemaining(); counter++) {
            mac.update(block);
            mac.update(info);
            block = mac.doFinal(new byte[] {(byte) counter});
            derived.put(block, 0, Math.min(HASH_LENGTH, derived.remaining()));
        }
        Arrays.fill(block, (byte) 0);
        return derived.array();
    }

    static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC_SHA_256);
            mac.init(new SecretKeySpec(key, HMAC_SHA_256));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC_SHA_256, e);
        }
    }
}
