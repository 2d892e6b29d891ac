package io.backup4j.core.internal.points;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.Fuzz;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class DeletionFuzzTest {
    private static final RestorePointId POINT = new RestorePointId("0123456789abcdef".repeat(2));

    static Stream<byte[]> deletions() {
        return Fuzz.seeds(Stream.of(PointDocument.writeDeletion(POINT, Instant.parse("2026-11-21T10:15:30.5Z"))));
    }

    @MethodSource("deletions")
    @FuzzTest
    void deletion(byte[] document) {
        Fuzz.read(() -> PointDocument.readDeletion("Deletion", POINT, document));
    }
}
