package io.backup4j.core.internal.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.internal.Fuzz;
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
}
