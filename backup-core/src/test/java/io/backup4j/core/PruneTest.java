package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one process sees of deleting, bringing back and reclaiming space. */
@DisplayName("Prune")
final class PruneTest {
    private static final PruneRequest NOW = PruneRequest.defaults().withOrphanGrace(Duration.ZERO);

    private final InMemoryStore store = new InMemoryStore();
    private final MemorySource source = new MemorySource();

    @ParameterizedTest
    @EnumSource(Sealing.class)
    @DisplayName("removes what only deleted points need, and everything else is restored as before")
    void removesWhatOnlyDeletedPointsNeed(Sealing sealing) {
        try (BackupRepository repository = BackupRepository.create(store, sealing.encryption())) {
            source.file("kept", random(1)).file("gone", random(2));
            RestorePoint first = repository.backup(source);
            source.items.remove(EntryPath.of("gone"));
            source.file("new", random(3));
            RestorePoint second = repository.backup(source);
            NaiveCopy copy = NaiveCopy.of(source);
            repository.delete(first.id());

            Plan plan = repository.plan(PruneRequest.defaults());
            PruneReport report = repository.run(PruneRequest.defaults());

            assertThat(plan.overwrites()).isEqualTo(1);
            assertThat(plan.deletes()).isEqualTo(1);
            assertThat(plan.frees()).isBetween(250_000L, 320_000L);
            assertThat(report.points()).isEqualTo(1);
            assertThat(report.packs()).isEqualTo(1);
            assertThat(report.rewritten()).isEqualTo(1);
            assertThat(report.bytesRemoved() - report.bytesStored()).isBetween(250_000L, 320_000L);
            Checks.assertSound(repository);
            Checks.assertRestores(repository, second, copy, 1);
            assertThat(repository.restorePoints()).containsExactly(second);
            assertThat(names("points/")).hasSize(1);
            assertThat(names("deleted/")).isEmpty();
            assertNothingToDo(repository);
        }
    }

    @Test
    @DisplayName("knows beforehand what restore points need, and leaves it")
    void knowsWhatIsNeeded() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            source.file("gone", random(1));
            RestorePoint first = repository.backup(source);
            source.items.clear();
            RestorePoint second = repository.backup(source.file("kept", random(2)));
            repository.describe(second.id(), second.details().withName("second"));
            repository.describe(first.id(), first.details().withName("first"));
            repository.delete(first.id());
            List<String> needed = repository.neededObjects();

            assertThat(needed)
                    .contains("config", "points/" + second.id(), "annotations/" + second.id() + "/00000001")
                    .noneMatch(name -> name.contains(first.id().value()));
            store.names().stream().filter(name -> !needed.contains(name)).forEach(store::remove);
            Checks.assertRestores(repository, second, NaiveCopy.of(source), 1);
        }
    }

    private void assertNothingToDo(BackupRepository repository) {
        List<String> before = store.names();
        Plan plan = repository.plan(PruneRequest.defaults());
        assertThat(plan.actions()).isEmpty();
        PruneReport report = repository.run(PruneRequest.defaults());
        assertThat(report.packs()).isZero();
        assertThat(report.segments()).isZero();
        assertThat(store.names()).isEqualTo(before);
    }

    @Test
    @DisplayName("empties a repository whose points are all deleted")
    void emptiesARepository() {
        try (BackupRepository repository = open()) {
            source.file("a", random(1));
            repository.delete(repository.backup(source).id());
            repository.run(PruneRequest.defaults());
            assertThat(names("packs/")).isEmpty();
            assertThat(names("index/")).isEmpty();
            assertThat(names("points/")).isEmpty();
            Checks.assertSound(repository);
            RestorePoint again = repository.backup(source);
            assertThat(again.bytes().added()).isEqualTo(300_000);
            Checks.assertRestores(repository, again, NaiveCopy.of(source), 1);
        }
    }

    @Test
    @DisplayName("until then a deleted point can be brought back, afterwards it is too late")
    void bringsBack() {
        try (BackupRepository repository = open()) {
            RestorePoint point = repository.backup(source.file("a", random(1)));
            repository.delete(point.id());
            assertThat(repository.restorePoints()).isEmpty();
            assertThat(repository.deletedPoints()).containsExactly(point);
            assertThatExceptionOfType(RestorePointMissingException.class)
                    .isThrownBy(() -> repository.delete(point.id()));

            repository.run(PruneRequest.defaults().withKeepDeleted(Duration.ofDays(1)));
            assertThat(repository.undelete(point.id())).isEqualTo(point);
            assertThat(repository.restorePoints()).containsExactly(point);
            assertThat(repository.deletedPoints()).isEmpty();
            Checks.assertRestores(repository, point, NaiveCopy.of(source), 1);

            repository.delete(point.id());
            repository.run(PruneRequest.defaults());
            assertThatExceptionOfType(RestorePointMissingException.class)
                    .isThrownBy(() -> repository.undelete(point.id()));
        }
    }

    @Test
    @DisplayName("keeps deleted points and spares packs for ever when that is asked for")
    void keepsForEver() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        try (BackupRepository repository = open()) {
            RestorePoint deleted = repository.backup(source.file("a", random(1)));
            RestorePoint lost = repository.backup(source.file("b", random(2)));
            repository.delete(deleted.id());
            store.remove("points/" + lost.id());
            PruneRequest request =
                    PruneRequest.defaults().withKeepDeleted(forEver).withOrphanGrace(forEver);

            assertThat(repository.plan(request).keeps()).isEqualTo(1);
            PruneReport report = repository.run(request);

            assertThat(report.points()).isZero();
            assertThat(report.packs()).isZero();
            assertThat(report.orphans()).isEqualTo(1);
            assertThat(repository.undelete(deleted.id())).isEqualTo(deleted);
        }
    }

    @Test
    @DisplayName("spares packs of a run that may be going on, until their grace is over")
    void sparesOrphans() {
        try (BackupRepository repository = open()) {
            RestorePoint kept = repository.backup(source.file("a", random(1)));
            NaiveCopy copy = NaiveCopy.of(source);
            RestorePoint lost = repository.backup(source.file("b", random(2)));
            store.remove("points/" + lost.id());

            assertThat(repository.plan(PruneRequest.defaults()).keeps()).isEqualTo(1);
            PruneReport spared = repository.run(PruneRequest.defaults());
            assertThat(spared.packs()).isZero();
            assertThat(spared.orphans()).isEqualTo(1);
            PruneReport removed = repository.run(NOW);
            assertThat(removed.packs()).isEqualTo(1);
            Checks.assertRestores(repository, kept, copy, 1);
        }
    }

    @Test
    @DisplayName("takes no content from a backup that goes on meanwhile and has found it in the repository already")
    void takesNothingFromABackup() throws Exception {
        try (BackupRepository one = open();
                BackupRepository two = BackupRepository.open(store, Sealing.ENCRYPTED.encryption())) {
            for (int round = 0; round < 10; round++) {
                one.run(request("small", source.file("file " + round, new byte[] {(byte) round})));
            }
            MemorySource known = new MemorySource().file("again", random(1));
            one.delete(one.run(request("gone", known)).point().id());
            Moments moments = new Moments(1, () -> two.run(NOW));
            moments.begin();

            // What the second component was before has moved, so the index is loaded again after the first has used it.
            RestorePoint point = one.run(BackupRequest.builder()
                            .component("known", known)
                            .component("small", new WatchedSource(source, moments))
                            .build())
                    .point();

            assertThat(moments.passed()).isPositive();
            Checks.assertSound(two);
            assertThat(two.restore(point, new MemoryTarget(2)).isComplete()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "keeps packs known whole, each in one segment, where two clients have stored the same: no segment is needed to find what is in the others")
    void keepsPacksKnown() throws Exception {
        try (BackupRepository one = open();
                BackupRepository two = BackupRepository.open(store, Sealing.ENCRYPTED.encryption())) {
            source.file("twice", random(1)).file("own", random(2));
            NaiveCopy copy = NaiveCopy.of(source);
            MemorySource other = new MemorySource().file("twice", random(1));
            Moments moments = new Moments(1, () -> two.backup(other));
            moments.begin();
            RestorePoint point = one.backup(new WatchedSource(source, moments));
            one.delete(one.backup(new MemorySource().file("gone", random(3))).id());
            one.run(PruneRequest.defaults().withMostWaste(100));
            assertThat(names("index/")).hasSize(2);
            for (String segment : names("index/")) {
                byte[] content = store.readAll(segment);
                store.remove(segment);
                Checks.assertRestores(two, point, copy, 1);
                store.overwrite(segment, content);
            }
        }
    }

    private static BackupRequest request(String component, MemorySource source) {
        return BackupRequest.builder().component(component, source).build();
    }

    @Test
    @DisplayName("merges small packs and small index segments")
    void merges() {
        try (BackupRepository repository = open()) {
            for (int round = 0; round < 9; round++) {
                repository.backup(source.file("file " + round, random(round)));
            }
            PruneReport report = repository.run(NOW);
            assertThat(report.rewritten()).isEqualTo(9);
            assertThat(names("packs/")).hasSize(1);
            assertThat(names("index/")).hasSize(1);
            Checks.assertSound(repository);
            for (RestorePoint point : repository.restorePoints()) {
                assertThat(repository.restore(point, new MemoryTarget(2)).isComplete())
                        .isTrue();
            }
            assertNothingToDo(repository);
        }
    }

    @Test
    @DisplayName("removes nothing while it cannot know what a point needs")
    void refusesWhatItCannotKnow() {
        RestorePoint broken;
        try (BackupRepository repository = open()) {
            broken = repository.backup(source.file("a", random(1)));
            repository.delete(repository.backup(source.file("b", random(2))).id());
        }
        byte[] damaged = store.readAll("points/" + broken.id());
        damaged[50] ^= 1;
        store.overwrite("points/" + broken.id(), damaged);
        List<String> before = store.names();
        try (BackupRepository repository = BackupRepository.open(store, Sealing.ENCRYPTED.encryption())) {
            assertThatExceptionOfType(CorruptDataException.class)
                    .isThrownBy(() -> repository.run(NOW))
                    .withMessageContaining("Nothing was removed");
            assertThat(store.names()).isEqualTo(before);
            repository.delete(broken.id());
            repository.run(NOW);
            assertThat(names("packs/")).isEmpty();
            assertThat(names("points/")).isEmpty();
        }
    }

    private BackupRepository open() {
        return BackupRepository.create(store, Sealing.ENCRYPTED.encryption());
    }

    private List<String> names(String prefix) {
        return store.names().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private static byte[] random(long seed) {
        byte[] bytes = new byte[300_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
