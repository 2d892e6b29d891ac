package io.backup4j.core.internal.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * The ciphers of one worker: looking one up costs more than sealing a small object, so each worker keeps its own.
 *
 * <p>Not safe for use by several threads.
 */
public final class Ciphers {
    private static final String AES_GCM = "AES/GCM/NoPadding";

    private final @Nullable Provider provider;
    private @Nullable Cipher aesGcm;

    private Ciphers(@Nullable Provider provider) {
        this.provider = provider;
    }

    /** Uses the implementation that the platform prefers. */
    public static Ciphers ofPlatform() {
        return new Ciphers(null);
    }

    /** Uses the implementation of {@code provider}, which must know {@code AES/GCM/NoPadding}. */
    public static Ciphers of(Provider provider) {
        return new Ciphers(provider);
    }

    /** Returns new ones of the same implementation. */
    public Ciphers another() {
        return new Ciphers(provider);
    }

    /**
     * Returns the cipher, always the same one, in whatever state its last user left it.
     *
     * @throws IllegalArgumentException when the provider that was given does not know it
     */
    Cipher aesGcm() {
        Cipher known = aesGcm;
        if (known == null) {
            known = lookUp();
            aesGcm = known;
        }
        return known;
    }

    private Cipher lookUp() {
        try {
            return provider == null ? Cipher.getInstance(AES_GCM) : Cipher.getInstance(AES_GCM, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The security provider " + (provider == null ? "of the platform" : provider.getName())
                            + " does not know " + AES_GCM + ". Give another one or none",
                    e);
        }
    }
}
