package io.backup4j.core.internal.keys;

import io.backup4j.api.ByteString;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.internal.crypto.KeyWrap;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ObjectId;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** Derives the wrapping key from a password by Argon2id. */
final class PasswordSource implements KeySource {
    private static final int UTF_8_LONGEST = 3;

    private final SecretBytes password;
    private final Argon2Parameters cost;

    private PasswordSource(SecretBytes password, Argon2Parameters cost) {
        this.password = password;
        this.cost = cost;
    }

    static PasswordSource of(char[] password, Argon2Parameters cost) {
        if (password.length == 0) {
            throw new IllegalArgumentException("A password must not be empty");
        }
        return new PasswordSource(utf8(password), cost);
    }

    @Override
    public String describe() {
        return "the password";
    }

    @Override
    public boolean fits(SlotLock lock) {
        return lock instanceof SlotLock.Password;
    }

    /** Whoever can write to the store chooses the parameters; the application needs memory too, and to run out takes it down. */
    @Override
    public Optional<String> obstacle(SlotLock lock) {
        long needed = password(lock).cost().memoryKiB() * 1024L;
        long most = Runtime.getRuntime().maxMemory();
        return needed <= most / 2
                ? Optional.empty()
                : Optional.of("it asks for " + (needed >> 20) + " MiB of memory, more than half of the " + (most >> 20)
                        + " MiB that this JVM may use (-Xmx)");
    }

    @Override
    public WrappedKey wrap(SecretBytes masterKey, byte[] context, SecureRandom random) {
        SlotLock.Password lock = new SlotLock.Password(cost, ObjectId.random(random));
        try (SecretBytes wrappingKey = Argon2id.derive(password, lock)) {
            return new WrappedKey(lock, ByteString.of(KeyWrap.wrap(masterKey, wrappingKey, context, random)));
        }
    }

    @Override
    public Optional<SecretBytes> unwrap(WrappedKey wrapped, byte[] context) {
        try (SecretBytes wrappingKey = Argon2id.derive(password, password(wrapped.lock()))) {
            return KeyWrap.unwrap(wrapped.bytes().toByteArray(), wrappingKey, context);
        }
    }

    @Override
    public void close() {
        password.close();
    }

    /** Says nothing about the password. */
    @Override
    public String toString() {
        return "Encryption by a password";
    }

    private static SlotLock.Password password(SlotLock lock) {
        return (SlotLock.Password) lock;
    }

    private static SecretBytes utf8(char[] password) {
        ByteBuffer encoded = ByteBuffer.allocate(UTF_8_LONGEST * password.length);
        CoderResult result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        if (result.isError()) {
            throw new IllegalArgumentException("The password holds half of a surrogate pair, which UTF-8 cannot write");
        }
        return SecretBytes.owning(bytes);
    }
}
