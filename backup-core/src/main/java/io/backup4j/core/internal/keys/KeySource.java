package io.backup4j.core.internal.keys;

import io.backup4j.api.KeyProvider;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.Encryption;
import io.backup4j.core.internal.crypto.SecretBytes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** The inside of {@link Encryption}: what each way to open a repository does with key slots. */
public sealed interface KeySource extends Encryption
        permits PasswordSource, KeyFileSource, ProviderSource, NoKeySource {
    /** Opens by a password, which is copied. */
    static KeySource password(char[] password, Argon2Parameters cost) {
        return PasswordSource.of(password, cost);
    }

    /** Opens by a key file. */
    static KeySource keyFile(Path file) {
        return new KeyFileSource(file);
    }

    /** Opens by a key provider. */
    static KeySource provider(KeyProvider provider) {
        return new ProviderSource(provider);
    }

    /** Opens what is not encrypted. */
    static KeySource none() {
        return NoKeySource.INSTANCE;
    }

    /** Returns what it is, for messages, for instance {@code the password}; no secrets. */
    String describe();

    /** Returns whether a slot that is locked in this way is one to try. */
    boolean fits(SlotLock lock);

    /** Returns why a slot that fits cannot be tried on this machine. */
    default Optional<String> obstacle(SlotLock lock) {
        return Optional.empty();
    }

    /**
     * Wraps a master key for a new slot.
     *
     * @param context must be given again to unwrap
     * @throws io.backup4j.api.WrongKeyException when the key to wrap with cannot be had
     */
    WrappedKey wrap(SecretBytes masterKey, byte[] context, SecureRandom random);

    /**
     * Unwraps the master key of a slot that fits.
     *
     * @return empty when the slot is not for this key
     * @throws io.backup4j.api.WrongKeyException when the key to unwrap with cannot be had
     */
    Optional<SecretBytes> unwrap(WrappedKey wrapped, byte[] context);

    @Override
    default void close() {}
}
