package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.Granularity;
import io.backup4j.api.RestorePoint;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.StoreVerb;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the store is asked: on a real one every call costs time and money. */
@DisplayName("Calls of the store")
final class StoreCallsTest {
    private static final int MANY = 2_000;

    private final RecordingStore store = RecordingStore.over(new InMemoryStore());

    @ParameterizedTest
    @EnumSource(Sealing.class)
    @DisplayName("a backup of unchanged data with stamps writes the point only and reads no content")
    void unchangedWithStamps(Sealing sealing) {
        MemorySource source = tree(MANY, "stamp");
        try (BackupRepository repository = BackupRepository.create(store, sealing.encryption())) {
            repository.backup(source);
            int opened = source.opened;
            store.clear();
            RestorePoint point = repository.backup(source);
            assertThat(store.puts()).containsExactly("points/" + point.id());
            assertThat(store.deletes()).isEmpty();
            assertThat(source.opened).isEqualTo(opened);
            assertThat(point.bytes().read()).isZero();
            assertThat(point.bytes().added()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Sealing.class)
    @DisplayName("a backup of unchanged data without stamps reads everything and writes the point only")
    void unchangedWithoutStamps(Sealing sealing) {
        MemorySource source = tree(MANY, "");
        try (BackupRepository repository = BackupRepository.create(store, sealing.encryption())) {
            repository.backup(source);
            store.clear();
            RestorePoint point = repository.backup(source);
            assertThat(store.puts()).containsExactly("points/" + point.id());
            assertThat(source.opened).isEqualTo(2 * MANY);
        }
    }

    @Test
    @DisplayName("a backup of one changed file, or of new stamps, writes a pack, a segment and the point")
    void littleChanged() {
        MemorySource source = tree(MANY, "stamp");
        try (BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption())) {
            repository.backup(source);
            source.file(
                    "file 77", "changed".getBytes(StandardCharsets.UTF_8), "new stamp", Granularity.contentDefined());
            assertThreePuts(repository, source);
            assertThreePuts(repository, tree(MANY, "all stamps are new"));
        }
    }

    private void assertThreePuts(BackupRepository repository, MemorySource source) {
        store.clear();
        BackupReport report = repository.run(BackupRequest.of(source));
        store.assertCalls(StoreVerb.PUT, "packs/", 1);
        store.assertCalls(StoreVerb.PUT, "index/", 1);
        store.assertCalls(StoreVerb.PUT, "points/", 1);
        store.assertCalls(StoreVerb.PUT, "", 3);
        assertThat(report.objectsStored()).isEqualTo(3);
        assertThat(report.point().bytes().stored())
                .isEqualTo(store.bytes(StoreVerb.PUT, "packs/") + store.bytes(StoreVerb.PUT, "index/"));
    }

    @Test
    @DisplayName("do not become more with more restore points, while the repository is open")
    void doNotGrowWithPoints() {
        MemorySource source = tree(20, "stamp");
        try (BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption(), options())) {
            for (int point = 0; point < 50; point++) {
                source.file("changed", new byte[] {(byte) point});
                repository.backup(source);
            }
            store.clear();
            repository.backup(source);
            assertThat(store.calls()).hasSizeLessThanOrEqualTo(12);
            store.clear();
            repository.verify(VerifyLevel.STRUCTURE);
            store.assertCalls(StoreVerb.READ, "points/", 51);
        }
    }

    @Test
    @DisplayName("do not become more with more restore points in another process that has a cache")
    void doNotGrowWithPointsGivenACache(@TempDir Path cache) {
        MemorySource source = tree(20, "stamp");
        RepositoryOptions cached = options().withCache(cache);
        try (BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption(), cached)) {
            for (int point = 0; point < 50; point++) {
                source.file("changed", new byte[] {(byte) point});
                repository.backup(source);
            }
        }
        store.clear();
        try (BackupRepository repository = BackupRepository.open(store, Sealing.ENCRYPTED.encryption(), cached)) {
            repository.backup(source);
        }
        // Twelve as above, and three to open: the config, the key slots and the only one of them.
        assertThat(store.calls()).hasSizeLessThanOrEqualTo(15);
        assertThat(store.calls(StoreVerb.READ, "points/")).hasSize(1);
    }

    @Test
    @DisplayName("for pieces of a list of entries that lie side by side are one")
    void piecesOfAListComeTogether() {
        try (BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption())) {
            RestorePoint point = repository.backup(tree(20 * MANY, "stamp"));
            store.clear();
            repository.entries(point.id(), Selection.all(), entry -> {});
            // The root of the list, the header of its pack, and everything else.
            store.assertCalls(StoreVerb.READ, "packs/", 3);
        }
    }

    @Test
    @DisplayName("do not become more with more entries")
    void doNotGrow() {
        List<List<RecordingStore.Call>> few = callsOfADay(20);
        List<List<RecordingStore.Call>> many = callsOfADay(MANY);
        for (int step = 0; step < few.size(); step++) {
            // A manifest of many nodes has some in an old block and some in a new one, where a small one has one node;
            // then the salt of the
            // old pack is read for that, and not together with the first content.
            int most = few.get(step).size() + 2;
            assertThat(many.get(step)).as("step %d", step).hasSizeLessThanOrEqualTo(most);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("a restore reads what lies together by one request of some MiB")
    void restoreReadsNeighboursAtOnce(int workers) {
        MemorySource source = new MemorySource();
        Random random = new Random(1);
        for (int number = 0; number < 200; number++) {
            byte[] content = new byte[random.nextInt(200_000)];
            random.nextBytes(content);
            source.file("file " + number, content);
        }
        try (BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption())) {
            RestorePoint point = repository.backup(source);
            long stored = store.bytes(StoreVerb.PUT, "packs/");
            store.clear();
            repository.restore(point, new MemoryTarget(workers));
            int packs = Math.toIntExact(store.calls(StoreVerb.READ, "packs/").stream()
                    .map(RecordingStore.Call::name)
                    .distinct()
                    .count());
            // The salt and the nodes of the manifest, and each pack in ranges of 4 MiB, the last of which is shorter.
            store.assertCallsAtMost(StoreVerb.READ, "packs/", 2 + packs + (int) (stored >> 22));
            assertThat(store.bytes(StoreVerb.READ, "packs/")).isLessThanOrEqualTo(stored);
        }
    }

    /** The calls of create, first backup, second backup, listing, comparing, restoring, verifying and deleting. */
    private List<List<RecordingStore.Call>> callsOfADay(int entries) {
        List<List<RecordingStore.Call>> steps = new ArrayList<>();
        RecordingStore calls = RecordingStore.over(new InMemoryStore());
        MemorySource source = tree(entries, "stamp");
        try (BackupRepository repository = BackupRepository.create(calls, Sealing.ENCRYPTED.encryption(), options())) {
            take(calls, steps);
            RestorePoint first = repository.backup(source);
            take(calls, steps);
            source.file("new", new byte[] {1});
            RestorePoint second = repository.backup(source);
            take(calls, steps);
            repository.restorePoints();
            take(calls, steps);
            repository.diff(first.id(), second.id());
            take(calls, steps);
            repository.restore(second, new MemoryTarget(2));
            take(calls, steps);
            repository.verify(VerifyLevel.EVERY_BYTE);
            take(calls, steps);
            repository.delete(first.id());
            take(calls, steps);
        }
        return steps;
    }

    private static void take(RecordingStore calls, List<List<RecordingStore.Call>> steps) {
        steps.add(calls.calls());
        calls.clear();
    }

    /** One worker fills one block after the other; the number of blocks would depend on chance otherwise. */
    private static RepositoryOptions options() {
        return RepositoryOptions.defaults().withWorkers(1);
    }

    private static MemorySource tree(int entries, String stamp) {
        MemorySource source = new MemorySource();
        for (int number = 0; number < entries; number++) {
            byte[] content = ("content " + number).getBytes(StandardCharsets.UTF_8);
            source.file("file " + number, content, stamp.isEmpty() ? "" : stamp + number, Granularity.contentDefined());
        }
        return source;
    }
}
