package io.backup4j.core.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.internal.KnownAnswers;
import io.backup4j.core.internal.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.junit.jupiter.api.Test;

class Argon2idTest {
    /** RFC 9106, 5.3. It has a secret and associated data, which the format does not use, so the library is asked directly. */
    @Test
    void the_library_computes_what_the_rfc_says() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new org.bouncycastle.crypto.params.Argon2Parameters.Builder(2)
                .withVersion(0x13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(filled(32, 1), tag);
        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    /**
     * {@code python3 -c 'from cryptography.hazmat.primitives.kdf.argon2 import Argon2id;
     * print(Argon2id(salt=bytes.fromhex("ffeeddccbbaa99887766554433221100"), length=32, iterations=3, lanes=4,
     * memory_cost=256).derive(b"password").hex())'}.
     */
    @Test
    void every_parameter_counts() {
        assertThat(derive(new Argon2Parameters(256, 3, 4)))
                .isEqualTo("67cd1726868e162fb799effc1b2a4de016948a7c8e00161f0d23d7f4e84f9c96");
        assertThat(derive(new Argon2Parameters(272, 3, 4))).isNotEqualTo(derive(new Argon2Parameters(256, 3, 4)));
    }

    private static String derive(Argon2Parameters cost) {
        try (SecretBytes password = SecretBytes.owning("password".getBytes(StandardCharsets.UTF_8));
                SecretBytes key = Argon2id.derive(password, new SlotLock.Password(cost, KnownAnswers.SALT))) {
            return HexFormat.of().formatHex(key.bytes());
        }
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
