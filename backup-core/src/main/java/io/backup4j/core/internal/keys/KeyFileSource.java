package io.backup4j.core.internal.keys;

import io.backup4j.api.ByteString;
import io.backup4j.core.internal.crypto.Hkdf;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.KeyWrap;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ObjectId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** Derives the wrapping key from a key file, which is random and so needs no slow derivation. */
final class KeyFileSource implements KeySource {
    private static final String INFO = "backup4j/1/key-file";

    private final Path file;

    KeyFileSource(Path file) {
        this.file = file;
    }

    @Override
    public String describe() {
        return "the key file " + file;
    }

    @Override
    public boolean fits(SlotLock lock) {
        return lock instanceof SlotLock.KeyFile;
    }

    @Override
    public WrappedKey wrap(SecretBytes masterKey, byte[] context, SecureRandom random) {
        SlotLock.KeyFile lock = new SlotLock.KeyFile(ObjectId.random(random));
        try (SecretBytes wrappingKey = derive(lock)) {
            return new WrappedKey(lock, ByteString.of(KeyWrap.wrap(masterKey, wrappingKey, context, random)));
        }
    }

    @Override
    public Optional<SecretBytes> unwrap(WrappedKey wrapped, byte[] context) {
        try (SecretBytes wrappingKey = derive((SlotLock.KeyFile) wrapped.lock())) {
            return KeyWrap.unwrap(wrapped.bytes().toByteArray(), wrappingKey, context);
        }
    }

    @Override
    public String toString() {
        return "Encryption by the key file " + file;
    }

    private SecretBytes derive(SlotLock.KeyFile lock) {
        try (SecretBytes key = KeyFile.read(file);
                SecretBytes root = SecretBytes.owning(Hkdf.extract(lock.salt().toByteArray(), key.bytes()))) {
            byte[] info = INFO.getBytes(StandardCharsets.UTF_8);
            return SecretBytes.owning(Hkdf.expand(root.bytes(), info, KeyTree.KEY_LENGTH));
        }
    }
}
