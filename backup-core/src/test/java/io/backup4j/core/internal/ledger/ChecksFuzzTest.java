package io.backup4j.core.internal.ledger;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.Fuzz;
import io.backup4j.core.internal.format.ObjectId;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksFuzzTest {
    static Stream<byte[]> checks() {
        Check sound = new Check(Instant.parse("2026-11-21T12:00:00Z"), true);
        Check damaged = new Check(Instant.parse("2026-11-22T12:00:00Z"), false);
        Checks checks = new Checks(
                Map.of(new ObjectId(1, 2), sound, new ObjectId(-3, 4), damaged),
                Map.of(new RestorePointId("0123456789abcdef0123456789abcdef"), damaged));
        return Fuzz.seeds(Stream.of(checks.write(), Checks.none().write()));
    }

    @MethodSource("checks")
    @FuzzTest
    void ledger(byte[] payload) {
        Fuzz.read(() -> Checks.read("Ledger", payload).write());
    }
}
