package io.backup4j.core.internal.keys;

import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SecretBytes;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, RFC 9106, by BouncyCastle: the one thing that the JDK lacks. Its signed jar costs 200 ms to verify. */
final class Argon2id {
    private Argon2id() {}

    static SecretBytes derive(SecretBytes password, SlotLock.Password lock) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(lock.cost().memoryKiB())
                .withIterations(lock.cost().iterations())
                .withParallelism(lock.cost().parallelism())
                .withSalt(lock.salt().toByteArray())
                .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] key = new byte[KeyTree.KEY_LENGTH];
        generator.generateBytes(password.bytes(), key);
        return SecretBytes.owning(key);
    }
}
