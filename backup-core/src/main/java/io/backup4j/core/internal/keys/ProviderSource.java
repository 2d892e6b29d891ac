package io.backup4j.core.internal.keys;

import io.backup4j.api.ByteString;
import io.backup4j.api.KeyProvider;
import io.backup4j.api.WrongKeyException;
import io.backup4j.core.internal.crypto.SecretBytes;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** Has the master key wrapped elsewhere. */
final class ProviderSource implements KeySource {
    private final KeyProvider provider;

    ProviderSource(KeyProvider provider) {
        this.provider = provider;
    }

    @Override
    public String describe() {
        return "the key provider " + provider.keyName();
    }

    @Override
    public boolean fits(SlotLock lock) {
        return lock instanceof SlotLock.Provider other && other.keyName().equals(provider.keyName());
    }

    @Override
    public WrappedKey wrap(SecretBytes masterKey, byte[] context, SecureRandom random) {
        byte[] copy = masterKey.bytes().clone();
        try {
            return new WrappedKey(
                    new SlotLock.Provider(provider.keyName()), ByteString.of(provider.wrap(copy, context.clone())));
        } catch (IOException e) {
            throw new WrongKeyException("The key provider " + provider.keyName() + " did not wrap the key: " + e, e);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    @Override
    public Optional<SecretBytes> unwrap(WrappedKey wrapped, byte[] context) {
        try {
            return Optional.of(
                    SecretBytes.owning(provider.unwrap(wrapped.bytes().toByteArray(), context.clone())));
        } catch (WrongKeyException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new WrongKeyException("The key provider " + provider.keyName() + " did not unwrap the key: " + e, e);
        }
    }

    @Override
    public String toString() {
        return "Encryption by the key provider " + provider.keyName();
    }
}
