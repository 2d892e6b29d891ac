package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.Retention;
import io.backup4j.api.RetentionDecision;
import io.backup4j.core.VerifyReport.Coverage;
import io.backup4j.core.VerifyReport.Finding;
import io.backup4j.core.VerifyReport.Severity;
import io.backup4j.core.store.ReadOnlyStore;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifications that go on where earlier ones ended. */
@DisplayName("The ledger")
final class VerifyLedgerTest {
    private static final Instant FIRST = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final VerifyRequest EVERYTHING = VerifyRequest.of(VerifyLevel.EVERY_BYTE);

    private final InMemoryStore store = new InMemoryStore();
    private final SettableClock clock = SettableClock.at(FIRST);
    private final RepositoryOptions options =
            RepositoryOptions.defaults().withClock(clock).withWorkers(1);

    @ParameterizedTest
    @EnumSource(Sealing.class)
    @DisplayName("lets checks with a limit of bytes get through everything, what was never read first, then the oldest")
    void getsThroughEverything(Sealing sealing) {
        try (BackupRepository repository = BackupRepository.create(store, sealing.encryption(), options)) {
            backups(repository, 3);
            VerifyRequest oneByOne = EVERYTHING.withMaxBytes(1);

            for (int day = 1; day <= 3; day++) {
                VerifyReport report = repository.run(oneByOne);
                assertThat(report.isClean()).isTrue();
                assertThat(report.statistics().packsRead()).isEqualTo(1);
                assertThat(report.coverage()).isEqualTo(new Coverage(0, 2, 3 - day, FIRST));
                clock.advance(DAY);
            }
            assertThat(repository.run(oneByOne).coverage()).isEqualTo(new Coverage(0, 2, 0, FIRST.plus(DAY)));
            assertThat(repository.statistics().packsRead()).isEqualTo(3);
            assertThat(repository.statistics().oldestRead()).isEqualTo(FIRST.plus(DAY));
        }
    }

    @Test
    @DisplayName("lets checks pass over what was read recently")
    void passesOverWhatWasRead() {
        try (BackupRepository repository = create()) {
            backups(repository, 2);
            repository.run(EVERYTHING);
            clock.advance(DAY);
            backups(repository, 3);

            VerifyReport report = repository.run(EVERYTHING.withMaxAge(DAY.multipliedBy(2)));
            assertThat(report.statistics().packsRead()).isEqualTo(1);
            assertThat(report.coverage()).isEqualTo(new Coverage(2, 0, 0, FIRST));
            assertThat(repository.plan(EVERYTHING.withMaxAge(DAY)).notes())
                    .containsExactly("2 of 3 packs would be read");
            assertThat(repository.run(EVERYTHING.withMaxAge(DAY)).statistics().packsRead())
                    .isEqualTo(2);
        }
    }

    @Test
    @DisplayName("ends the reading when the time is over, after one pack at least")
    void endsInTime() {
        try (BackupRepository repository = create()) {
            backups(repository, 4);
            VerifyRequest hour = EVERYTHING.withMaxTime(Duration.ofHours(1));

            assertThat(repository.run(hour).statistics().packsRead()).isEqualTo(4);
            VerifyReport late = repository.run(hour, event -> clock.advance(Duration.ofHours(1)));
            assertThat(late.statistics().packsRead()).isEqualTo(1);
            assertThat(late.coverage().left()).isEqualTo(3);
            VerifyRequest forEver = EVERYTHING.withMaxTime(ChronoUnit.FOREVER.getDuration());
            assertThat(repository.run(forEver).statistics().packsRead()).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("has what was damaged read again by every check, until it is found whole")
    void readsDamagedAgain() {
        try (BackupRepository repository = create()) {
            backups(repository, 2);
            String pack = store.names().stream()
                    .filter(name -> name.startsWith("packs/"))
                    .findFirst()
                    .orElseThrow();
            Damage.Remembered whole = Damage.to(store).remember(pack);
            Damage.to(store).flipBit(pack, 60, 1);
            repository.run(EVERYTHING);
            assertThat(repository.damagedPoints()).isNotEmpty();
            assertThat(repository.statistics().pointsDamaged())
                    .isEqualTo(repository.damagedPoints().size());

            clock.advance(Duration.ofMinutes(1));
            VerifyReport structure = repository.verify(VerifyLevel.STRUCTURE);
            assertThat(structure.findings()).extracting(Finding::object).contains(pack);
            assertThat(structure.statistics().packsRead()).isEqualTo(1);
            assertThat(repository.run(EVERYTHING.withMaxAge(DAY)).isClean()).isFalse();

            clock.advance(Duration.ofMinutes(1));
            whole.replay();
            assertThat(repository.verify(VerifyLevel.STRUCTURE).isClean()).isTrue();
            assertThat(repository.damagedPoints()).isEmpty();
            assertThat(repository.verify(VerifyLevel.STRUCTURE).statistics().packsRead())
                    .isZero();
        }
    }

    @Test
    @DisplayName("tells retention policies which points are damaged")
    void tellsRetention() {
        try (BackupRepository repository = create()) {
            backups(repository, 3);
            Set<String> before = Set.copyOf(store.names());
            List<RestorePoint> points = backups(repository, 4);
            store.names().stream()
                    .filter(name -> name.startsWith("packs/") && !before.contains(name))
                    .forEach(store::remove);
            repository.verify(VerifyLevel.STRUCTURE);

            List<RetentionDecision> decisions =
                    repository.planRetention(Retention.keepLast(1).withFloor(1));
            assertThat(decisions)
                    .filteredOn(RetentionDecision::keep)
                    .extracting(decision -> decision.point().id())
                    .containsExactly(points.get(0).id(), points.get(1).id());
        }
    }

    @Test
    @DisplayName("does not believe what was written by a clock that was ahead")
    void doesNotBelieveTheFuture() {
        try (BackupRepository repository = create()) {
            backups(repository, 2);
            clock.set(FIRST.plus(Duration.ofDays(3650)));
            repository.run(EVERYTHING);
            clock.set(FIRST);

            VerifyReport report = repository.run(EVERYTHING.withMaxAge(DAY));
            assertThat(report.statistics().packsRead()).isEqualTo(2);
            assertThat(report.coverage().oldest()).isEqualTo(FIRST);
        }
    }

    @Test
    @DisplayName("cannot be written where nothing may be changed, which is said and harms nothing")
    void staysUnwritten() {
        try (BackupRepository repository = create()) {
            backups(repository, 2);
        }
        try (BackupRepository repository =
                BackupRepository.open(ReadOnlyStore.over(store), Encryption.none(), options)) {
            VerifyReport report = repository.run(EVERYTHING);

            assertThat(report.isClean()).isTrue();
            assertThat(report.notes()).singleElement().asString().contains("opened for reading only");
            assertThat(ledgers()).isEmpty();
        }
    }

    @Test
    @DisplayName("is folded by a prune when it has grown, and forgets what is gone")
    void isFolded() {
        try (BackupRepository repository = create()) {
            List<RestorePoint> points = backups(repository, 3);
            for (int i = 0; i < 8; i++) {
                clock.advance(DAY);
                repository.run(EVERYTHING.withMaxBytes(1));
            }
            assertThat(ledgers()).hasSize(8);
            repository.delete(points.get(0).id());
            repository.run(PruneRequest.defaults());

            assertThat(ledgers()).hasSize(1);
            assertThat(repository.statistics().oldestRead())
                    .isBetween(FIRST.plus(DAY.multipliedBy(6)), FIRST.plus(DAY.multipliedBy(7)));
            VerifyReport report = repository.run(EVERYTHING.withMaxAge(DAY.multipliedBy(30)));
            assertThat(report.coverage().recent()).isEqualTo(2);
            assertThat(report.coverage().neverRead()).isZero();
        }
    }

    @Test
    @DisplayName("is worth a warning when it is damaged, and the next prune drops what cannot be read")
    void isDamaged() {
        try (BackupRepository repository = create()) {
            backups(repository, 1);
            repository.run(EVERYTHING);
            String ledger = ledgers().get(0);
            Damage.to(store).flipBit(ledger, 60, 1);

            VerifyReport report = repository.run(EVERYTHING.withMaxAge(DAY));
            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.object()).isEqualTo(ledger);
                assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            });
            assertThat(report.statistics().packsRead()).isEqualTo(1);
            repository.run(PruneRequest.defaults());
            assertThat(repository.run(EVERYTHING.withMaxAge(DAY)).isClean()).isTrue();
        }
    }

    @Test
    @DisplayName("is asked for limits that mean something")
    void refusesOtherLimits() {
        assertThatIllegalArgumentException().isThrownBy(() -> EVERYTHING.withMaxAge(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> EVERYTHING.withMaxTime(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> EVERYTHING.withMaxBytes(0));
    }

    private BackupRepository create() {
        return BackupRepository.create(store, Encryption.none(), options);
    }

    private List<String> ledgers() {
        return store.names().stream().filter(name -> name.startsWith("ledger/")).toList();
    }

    /** Makes points until there are so many, each with a pack of its own, and returns all, newest first. */
    private static List<RestorePoint> backups(BackupRepository repository, int count) {
        for (int number = repository.restorePoints().size(); number < count; number++) {
            byte[] content = new byte[100_000];
            new Random(number).nextBytes(content);
            repository.run(BackupRequest.builder()
                    .component("files", new MemorySource().file("f" + number, content))
                    .takenAt(FIRST.minus(DAY).plusSeconds(number))
                    .build());
        }
        return repository.restorePoints();
    }
}
