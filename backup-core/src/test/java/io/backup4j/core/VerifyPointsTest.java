package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.core.DamageCase.Deed;
import io.backup4j.core.DamageCase.Place;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.testkit.InMemoryStore;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A verification of some restore points")
final class VerifyPointsTest {
    private static final VerifyRequest EVERY_BYTE = VerifyRequest.of(VerifyLevel.EVERY_BYTE);

    private final DamagedRepository made = DamagedRepository.of(Sealing.ENCRYPTED);
    private final RestorePointId second = made.points.get(1).id();
    private final InMemoryStore store = made.store();

    @Test
    @DisplayName("is refused when one of them does not exist, whatever the others are")
    void refusesWhatDoesNotExist() {
        RestorePointId unknown = new RestorePointId("0123456789abcdef0123456789abcdef");
        try (BackupRepository repository = open()) {
            assertRefused(repository, Set.of(unknown), unknown);
            assertRefused(repository, Set.of(second, unknown), unknown);
            repository.delete(second);
            assertRefused(repository, Set.of(second), second);
        }
    }

    private static void assertRefused(
            BackupRepository repository, Set<RestorePointId> points, RestorePointId nonexistent) {
        assertThatExceptionOfType(RestorePointMissingException.class)
                .isThrownBy(() -> repository.run(EVERY_BYTE.withPoints(points)))
                .withMessageContaining("There is no restore point '" + nonexistent + "'");
        assertThatExceptionOfType(RestorePointMissingException.class)
                .as("plan")
                .isThrownBy(() -> repository.plan(EVERY_BYTE.withPoints(points)))
                .withMessageContaining("There is no restore point '" + nonexistent + "'");
    }

    @ParameterizedTest
    @EnumSource(
            value = Deed.class,
            names = {"DELETE", "FLIP"})
    @DisplayName("finds what is wrong with one that has been lost or cannot be read")
    void findsWhatIsWrong(Deed deed) {
        new DamageCase(made, Place.POINT, deed).apply(store);
        try (BackupRepository repository = open()) {
            assertThat(repository.plan(EVERY_BYTE.withPoints(Set.of(second))).verb())
                    .isEqualTo("verify");
            assertThat(repository.run(EVERY_BYTE.withPoints(Set.of(second))).findings())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.object()).isEqualTo("points/" + second);
                        assertThat(finding.severity()).isEqualTo(Severity.LOSS);
                    });
        }
    }

    @Test
    @DisplayName("is clean when they are sound")
    void isClean() {
        try (BackupRepository repository = open()) {
            VerifyReport report = repository.run(EVERY_BYTE.withPoints(Set.of(second)));
            assertThat(report.isClean()).isTrue();
            assertThat(report.statistics().points()).isEqualTo(1);
        }
    }

    private BackupRepository open() {
        return BackupRepository.open(store, Sealing.ENCRYPTED.encryption(), DamagedRepository.options());
    }
}
