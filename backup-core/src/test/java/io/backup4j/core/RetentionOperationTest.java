package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.Retention;
import io.backup4j.api.RetentionDecision;
import io.backup4j.api.RetentionPolicy;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a repository tells a policy, and does with the answer. */
@DisplayName("Retention")
final class RetentionOperationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Retention DAILY = Retention.keepDaily(3).withFloor(1);

    private final InMemoryStore store = new InMemoryStore();
    private final MemorySource source = new MemorySource().file("a", new byte[] {1, 2, 3});
    private final RepositoryOptions options = RepositoryOptions.defaults().withClock(SettableClock.at(NOW));

    @Test
    @DisplayName("deletes what no rule keeps, and what it deleted can be brought back")
    void deletesWhatNoRuleKeeps() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none(), options)) {
            List<RestorePoint> points = days(repository, 5, 1);

            List<RetentionDecision> decisions = repository.applyRetention(DAILY);

            assertThat(decisions).filteredOn(RetentionDecision::keep).hasSize(3);
            assertThat(ids(repository))
                    .containsExactly(
                            points.get(4).id(),
                            points.get(3).id(),
                            points.get(2).id());
            assertThat(repository.undelete(points.get(0).id())).isEqualTo(points.get(0));
        }
    }

    @Test
    @DisplayName("is not moved by points that claim to be older than they can be, nor by those from the future")
    void isNotMovedByWrongTimes() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none(), options)) {
            days(repository, 6, 1);
            repository.applyRetention(DAILY);
            repository.run(PruneRequest.defaults());
            List<RestorePointId> before = ids(repository);

            List<RestorePoint> backdated = days(repository, 40, 2).subList(0, 39);
            RestorePoint future = backup(repository, NOW.plus(Duration.ofDays(900)));
            repository.applyRetention(DAILY.and(Retention.keepLast(2).withFloor(1)));

            assertThat(ids(repository)).containsAll(before).contains(future.id());
            assertThat(ids(repository)).filteredOn(id -> isOf(backdated, id)).hasSize(3);
        }
    }

    @Test
    @DisplayName("never removes a protected point, whatever a policy of the application says")
    void keepsProtectedPointsWhateverAPolicySays() {
        RetentionPolicy nothing = facts -> facts.points().stream()
                .map(point -> new RetentionDecision(point, false, List.of("nothing stays")))
                .toList();
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none(), options)) {
            List<RestorePoint> points = days(repository, 2, 1);
            RestorePoint guarded = protect(repository, points.get(0));

            assertThat(repository.planRetention(nothing).get(1).reasons()).containsExactly("protected");
            repository.applyRetention(nothing);

            assertThat(ids(repository)).containsExactly(guarded.id());
        }
    }

    @Test
    @DisplayName("does not remove a point that is protected after it was decided about")
    void keepsPointsThatAreProtectedMeanwhile() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none(), options);
                BackupRepository other = BackupRepository.open(store, Encryption.none(), options)) {
            RestorePoint oldest = days(repository, 5, 1).get(0);

            List<RetentionDecision> decisions = repository.applyRetention(facts -> {
                List<RetentionDecision> decided = DAILY.decide(facts);
                protect(other, oldest);
                return decided;
            });

            assertThat(ids(repository)).hasSize(4).contains(oldest.id());
            assertThat(decisions.get(4).keep()).isTrue();
        }
    }

    @Test
    @DisplayName("removes what it was to remove also when that has been damaged meanwhile")
    void removesWhatIsDamagedMeanwhile() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none(), options)) {
            RestorePointId oldest = days(repository, 5, 1).get(0).id();

            List<RetentionDecision> decisions = repository.applyRetention(facts -> {
                Damage.to(store).flipBit("points/" + oldest, -100, 1);
                return DAILY.decide(facts);
            });

            assertThat(decisions.get(4).keep()).isFalse();
            assertThat(store.names()).contains("deleted/" + oldest);
            assertThat(ids(repository)).hasSize(3);
        }
    }

    private static RestorePoint protect(BackupRepository repository, RestorePoint point) {
        return repository.describe(point.id(), point.details().withProtection(true));
    }

    private static boolean isOf(List<RestorePoint> points, RestorePointId id) {
        return points.stream().anyMatch(point -> point.id().equals(id));
    }

    /** Makes a point for each of so many days, the last of them some minutes before now. */
    private List<RestorePoint> days(BackupRepository repository, int count, int minutes) {
        List<RestorePoint> points = new ArrayList<>();
        for (int day = count - 1; day >= 0; day--) {
            points.add(backup(repository, NOW.minus(Duration.ofMinutes(minutes)).minus(Duration.ofDays(day))));
        }
        return points;
    }

    private RestorePoint backup(BackupRepository repository, Instant takenAt) {
        return repository
                .run(BackupRequest.builder()
                        .component("files", source)
                        .takenAt(takenAt)
                        .build())
                .point();
    }

    private static List<RestorePointId> ids(BackupRepository repository) {
        return repository.restorePoints().stream().map(RestorePoint::id).toList();
    }
}
