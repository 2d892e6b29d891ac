package io.backup4j.core.internal.points;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class PointFuzzTest {
    private static final RestorePointId POINT =
            ObjectNames.pointId(nameOf(ObjectKind.RESTORE_POINT)).orElseThrow();

    static Stream<byte[]> points() {
        return Fuzz.seeds(Fuzz.goldenContents(ObjectKind.RESTORE_POINT));
    }

    @MethodSource("points")
    @FuzzTest
    void point(byte[] document) {
        Fuzz.read(() -> PointDocument.write(PointDocument.read("Point", POINT, document)));
    }

    private static String nameOf(ObjectKind kind) {
        return Fuzz.golden("format-1-plain", kind).keySet().iterator().next();
    }
}
