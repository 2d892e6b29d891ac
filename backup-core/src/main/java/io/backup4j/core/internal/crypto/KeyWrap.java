package io.backup4j.core.internal.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A master key in AES-256-GCM under another key: 12 bytes random nonce, then 48 bytes. */
public final class KeyWrap {
    /** Bytes of a wrapped master key. */
    public static final int WRAPPED_LENGTH = 12 + KeyTree.KEY_LENGTH + GcmSeal.TAG_LENGTH;

    private static final int NONCE_LENGTH = 12;

    private KeyWrap() {}

    /**
     * Wraps a master key.
     *
     * @param wrappingKey 32 bytes
     * @param context must be given again to unwrap
     */
    public static byte[] wrap(SecretBytes masterKey, SecretBytes wrappingKey, byte[] context, SecureRandom random) {
        byte[] wrapped = new byte[WRAPPED_LENGTH];
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        System.arraycopy(nonce, 0, wrapped, 0, NONCE_LENGTH);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, wrappingKey, nonce, context);
            cipher.doFinal(masterKey.bytes(), 0, KeyTree.KEY_LENGTH, wrapped, NONCE_LENGTH);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Unexpected failure to wrap a key", e);
        }
    }

    /**
     * Unwraps a master key.
     *
     * @param wrapped {@link #WRAPPED_LENGTH} bytes
     * @return the master key, empty when another key or context wrapped it
     */
    public static Optional<SecretBytes> unwrap(byte[] wrapped, SecretBytes wrappingKey, byte[] context) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, wrappingKey, Arrays.copyOf(wrapped, NONCE_LENGTH), context);
            return Optional.of(
                    SecretBytes.owning(cipher.doFinal(wrapped, NONCE_LENGTH, wrapped.length - NONCE_LENGTH)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Unexpected failure to unwrap a key", e);
        }
    }

    private static Cipher cipher(int mode, SecretBytes key, byte[] nonce, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Ciphers.ofPlatform().aesGcm();
        cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(8 * GcmSeal.TAG_LENGTH, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
