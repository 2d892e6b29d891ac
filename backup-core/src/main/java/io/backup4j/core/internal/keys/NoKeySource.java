package io.backup4j.core.internal.keys;

import io.backup4j.core.internal.crypto.SecretBytes;
import java.security.SecureRandom;
import java.util.Optional;

/** Opens what is not encrypted, and no key slot. */
final class NoKeySource implements KeySource {
    static final NoKeySource INSTANCE = new NoKeySource();

    private NoKeySource() {}

    @Override
    public String describe() {
        return "no key";
    }

    @Override
    public boolean fits(SlotLock lock) {
        return false;
    }

    @Override
    public WrappedKey wrap(SecretBytes masterKey, byte[] context, SecureRandom random) {
        throw new IllegalArgumentException(
                "Encryption.none() cannot lock a key slot: give a password, a key file or a key provider");
    }

    @Override
    public Optional<SecretBytes> unwrap(WrappedKey wrapped, byte[] context) {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "No encryption";
    }
}
