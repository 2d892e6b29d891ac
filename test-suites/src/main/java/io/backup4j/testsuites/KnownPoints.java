package io.backup4j.testsuites;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.ByteString;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.testkit.MemoryTarget;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The restore points of a repository that its user has been told of, the oldest first, and what each must give back. Each is named after the
 * seed of its content, so that one is known too whose process did not live to tell of it. One thread at a time.
 */
public final class KnownPoints {
    private final Map<RestorePointId, Long> seeds = new LinkedHashMap<>();

    /** Opens the repository of the suites in {@code store}, and creates it where there is none. */
    public static BackupRepository openOrCreate(BackupStore store) {
        return BackupRepository.openOrCreate(store, encryption(), options());
    }

    /** Opens the repository of the suites in {@code store}. */
    public static BackupRepository open(BackupStore store) {
        return BackupRepository.open(store, encryption(), options());
    }

    /** Moves the repository to new keys, under the same password. */
    static void rotateKeys(BackupRepository repository) {
        repository.rotateKeys(List.of(encryption()));
    }

    /** A key that costs no time. */
    private static Encryption encryption() {
        return Encryption.password("suite".toCharArray(), new Argon2Parameters(8, 1, 1));
    }

    /** One worker asks the store for the same in the same order each time. */
    private static RepositoryOptions options() {
        return RepositoryOptions.defaults().withWorkers(1);
    }

    /** Reads every byte of the repository in {@code store}. */
    public static VerifyReport verify(BackupStore store) {
        try (BackupRepository repository = open(store)) {
            return repository.verify(VerifyLevel.EVERY_BYTE);
        }
    }

    /** Backs up what follows from {@code seed}, and remembers the point. */
    public BackupReport backUp(BackupRepository repository, long seed) {
        BackupReport report = repository.run(BackupRequest.builder()
                .component("seeded", new SeededContent(seed))
                .details(PointDetails.none().withName("" + seed))
                .build());
        seeds.put(report.point().id(), seed);
        return report;
    }

    /** Returns the points, the oldest first. */
    public List<RestorePointId> ids() {
        return List.copyOf(seeds.keySet());
    }

    /** Forgets a point that was deleted. */
    public void forget(RestorePointId point) {
        seeds.remove(point);
    }

    /** Learns of the points of {@code repository} that nobody has told of, and forgets those that are gone. */
    void look(BackupRepository repository) {
        List<RestorePoint> points = repository.restorePoints();
        seeds.keySet().retainAll(points.stream().map(RestorePoint::id).toList());
        points.forEach(point -> seeds.putIfAbsent(point.id(), seedOf(point)));
    }

    /** Checks that all points, and no others, are there and give back what they must. */
    public void assertAllRestore(BackupRepository repository) {
        assertThat(repository.restorePoints())
                .extracting(RestorePoint::id)
                .containsExactlyInAnyOrderElementsOf(seeds.keySet());
        assertRestore(repository, seeds.keySet());
    }

    /** Checks that these points give back what they must. */
    public void assertRestore(BackupRepository repository, Collection<RestorePointId> points) {
        for (RestorePointId id : points) {
            RestorePoint point = repository.restorePoint(id.value());
            MemoryTarget target = new MemoryTarget(1);
            RestoreReport report = repository.restore(point, target);
            assertThat(report.issues()).as("restoring %s", id).isEmpty();
            assertThat(target.contents())
                    .as("what %s gives back", id)
                    .isEqualTo(new SeededContent(seeds.getOrDefault(id, seedOf(point))).files());
        }
    }

    /** Checks that what the points give back is right, and is all that they must give back where nothing of them was {@code found} to be hit. */
    void assertNothingWrong(BackupRepository repository, VerifyReport found) {
        for (RestorePoint point : repository.restorePoints()) {
            SortedMap<EntryPath, ByteString> expected = new SeededContent(seedOf(point)).files();
            MemoryTarget target = new MemoryTarget(1);
            boolean complete = restores(repository, point, target);
            assertThat(complete || isHit(point, found))
                    .as("%s is whole, or something of it is found to be hit: %s", point.id(), found)
                    .isTrue();
            assertThat(expected.entrySet()).containsAll(target.contents().entrySet());
            assertThat(complete).isEqualTo(target.contents().equals(expected));
        }
    }

    private static boolean restores(BackupRepository repository, RestorePoint point, MemoryTarget target) {
        try {
            return repository.restore(point, target).isComplete();
        } catch (BackupException e) {
            return false;
        }
    }

    private static boolean isHit(RestorePoint point, VerifyReport found) {
        return found.damage().stream().anyMatch(entry -> entry.point().equals(point.id()));
    }

    private static long seedOf(RestorePoint point) {
        return Long.parseLong(point.details().name());
    }
}
