package io.backup4j.core.internal.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.api.ByteString;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.crypto.KeyTree;
import io.backup4j.core.internal.crypto.SecretBytes;
import io.backup4j.core.internal.format.ObjectKind;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class KeySlotFuzzTest {
    private static final String SLOT = Fuzz.golden("format-1-encrypted", ObjectKind.KEY_SLOT).keySet().stream()
            .findFirst()
            .orElseThrow();

    static Stream<byte[]> slots() {
        return Fuzz.seeds(Fuzz.golden("format-1-encrypted", ObjectKind.KEY_SLOT).values().stream());
    }

    @MethodSource("slots")
    @FuzzTest
    void keySlot(byte[] object) {
        Fuzz.read(() -> KeySlot.read(SLOT, object));
        Fuzz.read(() -> KeySlot.read(SLOT, Fuzz.checked(object)).info());
    }

    @MethodSource("slots")
    @FuzzTest
    void ring(byte[] bytes) {
        KeySlot.Place place = new KeySlot.Place(Fuzz.goldenId(), Fuzz.goldenId(), 1);
        try (SecretBytes key = SecretBytes.owning(new byte[KeyTree.KEY_LENGTH])) {
            Fuzz.read(() -> Ring.open(place, key, ByteString.of(bytes)));
        }
    }
}
