package io.backup4j.core.internal.crypto;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.Compression;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.compress.BlockCodec;
import io.backup4j.core.internal.format.ObjectKind;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class SealedObjectsFuzzTest {
    static Stream<byte[]> objects() {
        return Fuzz.seeds(Stream.of("format-1-plain", "format-1-encrypted")
                .flatMap(repository -> Fuzz.golden(repository, ObjectKind.ANNOTATION).values().stream()));
    }

    @MethodSource("objects")
    @FuzzTest
    void object(byte[] object) {
        String name = Fuzz.golden("format-1-plain", ObjectKind.ANNOTATION)
                .keySet()
                .iterator()
                .next();
        try (KeyTree plain = KeyTree.unencrypted(Fuzz.goldenId());
                SecretBytes key = SecretBytes.owning(new byte[KeyTree.KEY_LENGTH]);
                KeyTree encrypted = KeyTree.of(Fuzz.goldenId(), key)) {
            for (KeyTree keys : new KeyTree[] {plain, encrypted}) {
                Fuzz.read(() -> objects(keys).open(ObjectKind.ANNOTATION, name, object));
                Fuzz.read(() -> objects(keys).open(ObjectKind.ANNOTATION, name, Fuzz.checked(object)));
            }
        }
    }

    private static SealedObjects objects(KeyTree keys) {
        return new SealedObjects(keys, Ciphers.ofPlatform(), BlockCodec.of(Compression.none()), new SecureRandom());
    }
}
