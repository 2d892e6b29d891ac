package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.store.local.LocalStore;
import io.backup4j.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes create one repository at once and back up into it, call by call of the store in a random order. */
@DisplayName("Two processes")
final class TwoProcessesTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("create one repository together and read what both have backed up")
    void shareOneRepository() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("TwoProcessesTest with seed " + seed);
        Random random = new Random(seed);
        try (EngineProcess first = EngineProcess.start(store(), trees("first"));
                EngineProcess second = EngineProcess.start(store(), trees("second"))) {
            List<EngineProcess> processes = List.of(first, second);
            int[] done = new int[2];
            while (done[0] == 0 || done[1] == 0) {
                int chosen = random.nextInt(2);
                EngineProcess process = processes.get(chosen);
                String line = process.nextLine();
                assertThat(line).as("what the process says").isNotNull();
                done[chosen] += line.startsWith(EngineProcess.DONE) ? 1 : 0;
                process.goOn();
            }
            first.kill();
            second.kill();
        }
        assertHasPointsOfBoth();
    }

    private void assertHasPointsOfBoth() throws IOException {
        try (BackupRepository repository = BackupRepository.open(LocalStore.at(store()), EngineProcess.encryption())) {
            assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
            assertThat(repository.keySlots()).hasSize(1);
            List<RestorePoint> points = repository.restorePoints();
            assertThat(points)
                    .extracting(point -> point.components().get(0).sourceLocation())
                    .contains(tree("first").toString(), tree("second").toString());
            for (RestorePoint point : points) {
                Path target = directory.resolve("restored-" + point.id());
                repository.restore(point, FileTreeTarget.into(target));
                TreeSnapshot.of(target)
                        .assertSameAs(TreeSnapshot.of(
                                Path.of(point.components().get(0).sourceLocation())));
            }
        }
    }

    private Path tree(String process) {
        return directory.resolve(process).resolve("0");
    }

    private Path trees(String process) throws IOException {
        return Files.createDirectories(directory.resolve(process));
    }

    private Path store() {
        return directory.resolve("store");
    }
}
