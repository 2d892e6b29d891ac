package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.store.local.LocalStore;
import io.backup4j.testkit.SampleTrees;
import io.backup4j.testkit.SampleTrees.Shape;
import io.backup4j.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine and a directory in a process that is killed ({@code kill -9}) at random steps, one process after the other. */
@DisplayName("When the process is killed")
final class KillTest {
    private static final int KILLS = 8 * Integer.getInteger("campaign.factor", 1);
    /** A process comes to its third backup in about as many. */
    private static final int MOST_STEPS = 120;

    private static final Predicate<String> IS_OBJECT = Pattern.compile(
                    "config|(keys|index|points|deleted|ledger)/[0-9a-f]{32}|packs/[0-9a-f]{2}/[0-9a-f]{32}|annotations/[0-9a-f]{32}/[0-9]{8}")
            .asMatchPredicate();

    @TempDir
    Path directory;

    /** Trees whose backup was reported as done and whose deletion nobody began. */
    private final Set<String> promised = new HashSet<>();

    private final Set<String> compared = new HashSet<>();

    @Test
    @DisplayName("every point that was reported restores, and the repository goes on working")
    void leavesEveryPointGood() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("KillTest with seed " + seed);
        Random random = new Random(seed);
        SampleTrees.of(seed).make(directory.resolve("own"), Shape.TEXT);
        for (int kill = 0; kill < KILLS; kill++) {
            run(1 + random.nextInt(MOST_STEPS), random.nextBoolean());
            assertGood();
        }
    }

    /** Kills it while it waits at a step, or while it goes on from there. */
    private void run(int steps, boolean waiting) throws IOException, InterruptedException {
        try (EngineProcess process = EngineProcess.start(store(), directory)) {
            for (int step = 1; step <= steps; step++) {
                String line = process.nextLine();
                assertThat(line).as("what the process says at step %d", step).isNotNull();
                note(line);
                if (step < steps || !waiting) {
                    process.goOn();
                }
            }
            process.kill();
        }
    }

    private void note(String line) {
        if (line.startsWith(EngineProcess.DONE)) {
            promised.add(line.substring(EngineProcess.DONE.length()));
        } else if (line.startsWith(EngineProcess.DELETING)) {
            promised.remove(line.substring(EngineProcess.DELETING.length()));
        }
    }

    private void assertGood() throws IOException {
        assertThat(names()).allMatch(IS_OBJECT);
        try (BackupRepository repository =
                BackupRepository.openOrCreate(LocalStore.at(store()), EngineProcess.encryption())) {
            List<RestorePoint> points = repository.restorePoints();
            assertThat(points).extracting(point -> point.details().name()).containsAll(promised);
            for (RestorePoint point : points) {
                assertThat(point.status()).isEqualTo(RestorePoint.Status.COMPLETE);
                if (compared.add(point.id().value())) {
                    assertRestores(repository, point);
                }
            }
            RestorePoint own = repository.backup(FileTreeSource.of(directory.resolve("own")));
            assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
            assertSame(repository, own, "own");
            repository.delete(own.id());
        }
    }

    private void assertRestores(BackupRepository repository, RestorePoint point) throws IOException {
        assertSame(repository, point, point.details().name());
    }

    private void assertSame(BackupRepository repository, RestorePoint point, String tree) throws IOException {
        Path target = directory.resolve("restored-" + point.id());
        assertThat(repository.restore(point, FileTreeTarget.into(target)).issues())
                .isEmpty();
        TreeSnapshot.of(target).assertSameAs(TreeSnapshot.of(directory.resolve(tree)));
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        LocalStore.at(store()).list("", object -> names.add(object.name()));
        return names;
    }

    private Path store() {
        return directory.resolve("store");
    }
}
