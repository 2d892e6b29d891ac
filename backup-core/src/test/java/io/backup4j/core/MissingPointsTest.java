package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.BackupSource;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.core.VerifyReport.Finding;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.InMemoryStore;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that lose restore points, hide them, or show an older state than they have. */
@DisplayName("A missing restore point")
final class MissingPointsTest {
    private static final PruneRequest PRUNE = PruneRequest.defaults();

    private final InMemoryStore store = new InMemoryStore();

    @TempDir
    private Path cache;

    @ParameterizedTest
    @EnumSource(Sealing.class)
    @DisplayName("is noticed by whoever sees a later one, warned of, found, and not pruned away")
    void isNoticedByItsSuccessor(Sealing sealing) {
        try (BackupRepository repository = BackupRepository.create(store, sealing.encryption())) {
            backup(repository, 1);
            RestorePoint hidden = backup(repository, 2);
            RestorePoint next = backup(repository, 3);
            store.remove("points/" + hidden.id());

            assertThat(repository.missing()).singleElement().satisfies(finding -> {
                assertThat(finding.object()).isEqualTo("points/" + hidden.id());
                assertThat(finding.message()).contains(next.id().value());
            });
            assertThat(repository.verify(VerifyLevel.STRUCTURE).findings())
                    .extracting(Finding::object)
                    .containsExactly("points/" + hidden.id());
            assertThat(repository
                            .run(BackupRequest.of(new MemorySource().file("f", new byte[] {4})))
                            .issues())
                    .singleElement()
                    .satisfies(issue ->
                            assertThat(issue.message()).contains(hidden.id().value()));
            assertThatExceptionOfType(CorruptDataException.class)
                    .isThrownBy(() -> repository.run(PRUNE))
                    .withMessageContaining(hidden.id().value());
        }
    }

    @Test
    @DisplayName("is missed no more when somebody has deleted it and space was reclaimed")
    void isMissedNoMore() {
        try (BackupRepository repository = create()) {
            RestorePoint hidden = backup(repository, 1);
            backup(repository, 2);
            store.remove("points/" + hidden.id());

            repository.delete(hidden.id());
            assertThat(repository.missing()).isEmpty();
            repository.run(PRUNE);

            assertThat(store.names()).noneMatch(name -> name.startsWith("deleted/"));
            assertThat(repository.missing()).isEmpty();
            Checks.assertSound(repository);
            assertThatExceptionOfType(RestorePointMissingException.class)
                    .isThrownBy(() -> repository.delete(hidden.id()));
        }
    }

    @Test
    @DisplayName("is noticed when a collection has found it, though the points that named it are gone")
    void isNoticedByACollection() {
        try (BackupRepository repository = create()) {
            RestorePoint hidden = backup(repository, 1);
            RestorePoint next = backup(repository, 2);
            backup(repository, 3);
            repository.delete(next.id());
            repository.run(PRUNE);
            store.remove("points/" + hidden.id());

            assertMissing(repository, hidden.id());
        }
    }

    @Test
    @DisplayName("is noticed by who has seen it, when the store shows a state that is consistent in itself")
    void isNoticedByWhoHasSeenIt() throws Exception {
        try (BackupRepository repository = create()) {
            backup(repository, 1);
        }
        Map<String, byte[]> old = state();
        try (BackupRepository repository = BackupRepository.open(store, Encryption.none(), cached())) {
            RestorePoint newer = backup(repository, 2);
            replay(old);
            assertMissing(repository, newer.id());
        }
        try (BackupRepository repository = BackupRepository.open(store, Encryption.none(), cached())) {
            backup(repository, 3);
            assertThat(repository.missing()).hasSize(1);
        }
        try (BackupRepository repository = BackupRepository.open(store, Encryption.none())) {
            assertThat(repository.missing()).isEmpty();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(cache, "*.seen")) {
            for (Path file : files) {
                Files.write(file, new byte[] {'{'});
            }
        }
        try (BackupRepository repository = BackupRepository.open(store, Encryption.none(), cached())) {
            assertThat(repository.missing()).isEmpty();
        }
    }

    @Test
    @DisplayName("is noticed when what a prune has removed is shown again")
    void replayOfAPrunedState_isNoticed() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none(), cached())) {
            RestorePoint first = backup(repository, 1);
            backup(repository, 2);
            repository.delete(first.id());
            Map<String, byte[]> old = state();
            repository.run(PRUNE);
            assertThat(repository.missing()).isEmpty();
            replay(old);

            assertThat(repository.missing()).singleElement().satisfies(finding -> {
                assertThat(finding.object()).isEqualTo("gc/");
                assertThat(finding.message()).contains(".seen");
            });
        }
    }

    @Test
    @DisplayName("is not confused with one that was pruned by a collection whose record is damaged")
    void damagedCollection_explainsEverything() {
        try (BackupRepository repository = create()) {
            List<RestorePoint> points = List.of(backup(repository, 1), backup(repository, 2), backup(repository, 3));
            for (RestorePoint point : points.subList(0, 2)) {
                repository.delete(point.id());
                repository.run(PRUNE);
            }
        }
        Damage.to(store).flipBit("gc/00000002/resolved", 60, 1);
        try (BackupRepository repository = BackupRepository.open(store, Encryption.none())) {
            assertThat(repository.missing()).isEmpty();
            repository.run(PRUNE);
            assertThat(repository.missing()).isEmpty();
            Checks.assertSound(repository);
        }
    }

    @Test
    @DisplayName("may also be a record of a collection that points have seen")
    void lostCollections_areNoticed() {
        try (BackupRepository repository = create()) {
            RestorePoint first = backup(repository, 1);
            repository.delete(first.id());
            repository.run(PRUNE);
            backup(repository, 2);
            store.names().stream().filter(name -> name.startsWith("gc/")).forEach(store::remove);

            assertThat(repository.missing()).extracting(Finding::object).containsExactly("gc/");
        }
    }

    @Test
    @DisplayName("is noticed with two writers at once, whichever it is of")
    void twoWriters() {
        List<RestorePoint> both = new ArrayList<>();
        try (BackupRepository one = create();
                BackupRepository two = BackupRepository.open(store, Encryption.none())) {
            backup(one, 1);
            both.add(one.backup(meanwhile(() -> both.add(backup(two, 2)))));
            backup(one, 4);
            assertThat(both).hasSize(2);
            assertThat(one.missing()).isEmpty();

            for (RestorePoint point : both) {
                String name = "points/" + point.id();
                byte[] object = store.readAll(name);
                store.remove(name);
                assertMissing(one, point.id());
                store.overwrite(name, object);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("is never reported when nothing is, and older states are noticed, whatever was done")
    void history(long seed) {
        Random random = new Random(seed);
        List<Map<String, byte[]>> states = new ArrayList<>();
        try (BackupRepository watcher = BackupRepository.create(store, Encryption.none(), cached());
                BackupRepository other = BackupRepository.open(store, Encryption.none())) {
            for (int step = 0; step < 25; step++) {
                BackupRepository repository = random.nextBoolean() ? watcher : other;
                act(repository, random, step);
                assertThat(watcher.missing()).as("seed %s, step %s", seed, step).isEmpty();
                assertThat(other.missing()).as("seed %s, step %s", seed, step).isEmpty();
                states.add(state());
            }
            backup(watcher, 99);
            states.forEach(state -> {
                replay(state);
                assertThat(watcher.missing()).as("seed %s", seed).isNotEmpty();
            });
        }
    }

    /** Something else happens while it is being opened. */
    private static BackupSource meanwhile(Runnable action) {
        MemorySource source = new MemorySource().file("f", new byte[] {3});
        return new WrappedSource(source, context -> {
            action.run();
            return source.open(context);
        });
    }

    private static void act(BackupRepository repository, Random random, int step) {
        List<RestorePoint> points = repository.restorePoints();
        List<RestorePoint> deleted = repository.deletedPoints();
        switch (random.nextInt(6)) {
            case 0 -> repository.run(PRUNE);
            case 1 -> deleted.stream().findAny().ifPresent(point -> repository.undelete(point.id()));
            case 2, 3 -> {
                if (!points.isEmpty()) {
                    repository.delete(points.get(random.nextInt(points.size())).id());
                }
            }
            default -> backup(repository, step);
        }
    }

    private static void assertMissing(BackupRepository repository, RestorePointId point) {
        assertThat(repository.missing()).extracting(Finding::object).containsExactly("points/" + point);
    }

    private BackupRepository create() {
        return BackupRepository.create(store, Encryption.none());
    }

    private RepositoryOptions cached() {
        return RepositoryOptions.defaults().withCache(cache);
    }

    private Map<String, byte[]> state() {
        Map<String, byte[]> state = new HashMap<>();
        store.names().forEach(name -> state.put(name, store.readAll(name)));
        return state;
    }

    private void replay(Map<String, byte[]> state) {
        Set.copyOf(store.names()).forEach(store::remove);
        state.forEach(store::overwrite);
    }

    private static RestorePoint backup(BackupRepository repository, int content) {
        return repository.backup(new MemorySource().file("f", new byte[] {(byte) content, 2, 3}));
    }
}
