package io.backup4j.core.internal.pack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.format.ObjectId;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class PackDirectoryFuzzTest {
    private static final ObjectId PACK = new ObjectId(1, 2);

    static Stream<byte[]> directories() {
        try (Bench bench = Bench.encrypted()) {
            return Fuzz.seeds(Stream.of(
                    DirectoryFormat.write(bench.storePack(new Random(1), new int[] {1, 2, 300}, new int[] {400})
                            .blocks())));
        }
    }

    @MethodSource("directories")
    @FuzzTest
    void directory(byte[] payload) {
        Fuzz.read(() -> DirectoryFormat.read("Pack", PACK, payload));
    }
}
