package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.StoreException;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.store.local.LocalStore;
import io.backup4j.testkit.SampleTrees;
import io.backup4j.testkit.SampleTrees.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of a repository goes away at a step of a backup, as a disk does whose cable is pulled. */
@DisplayName("When the directory of a repository vanishes")
final class LostStoreTest {
    private static final RepositoryOptions OPTIONS =
            RepositoryOptions.defaults().withWorkers(1);

    /** The build takes every third step. */
    private static final int STRIDE = Integer.getInteger("campaign.factor", 1) == 1 ? 3 : 1;

    @TempDir
    Path directory;

    @Test
    @DisplayName("a backup says so and makes no new directory; when it is back, all is as before and goes on")
    void atEveryStep() throws IOException {
        Path tree = directory.resolve("tree");
        SampleTrees.random().make(tree, Shape.TEXT);
        RestorePoint first;
        try (BackupRepository repository = open(() -> {})) {
            first = repository.backup(FileTreeSource.of(tree));
        }
        Files.writeString(tree.resolve("file"), "new");
        Files.move(store(), template());
        int step = 1 + new Random().nextInt(STRIDE);
        while (isLostAt(step, tree)) {
            Files.move(away(), store());
            assertGood(first, tree);
            removeStore();
            step += STRIDE;
        }
        assertThat(step).isGreaterThan(8);
    }

    /** Returns whether the backup had such a step; if so, it has failed. */
    private boolean isLostAt(int lost, Path tree) throws IOException {
        copy(template(), store());
        AtomicInteger steps = new AtomicInteger(Integer.MIN_VALUE);
        try (BackupRepository repository = open(() -> loseAt(steps, lost))) {
            steps.set(0);
            repository.backup(FileTreeSource.of(tree));
            return false;
        } catch (StoreException | OutcomeUnknownException e) {
            assertThat(e).hasStackTraceContaining("vanished");
            assertThat(store()).doesNotExist();
            return true;
        }
    }

    private void assertGood(RestorePoint first, Path tree) throws IOException {
        try (BackupRepository repository = open(() -> {})) {
            assertThat(repository.restorePoints()).contains(first);
            repository.backup(FileTreeSource.of(tree));
            assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
        }
    }

    private void removeStore() throws IOException {
        try (Stream<Path> files = Files.walk(store())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void loseAt(AtomicInteger steps, int lost) {
        if (steps.incrementAndGet() == lost) {
            try {
                Files.move(store(), away());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private BackupRepository open(Runnable step) {
        return BackupRepository.openOrCreate(
                new SteppedStore(LocalStore.at(store()), step), EngineProcess.encryption(), OPTIONS);
    }

    private Path store() {
        return directory.resolve("store");
    }

    private Path away() {
        return directory.resolve("away");
    }

    private Path template() {
        return directory.resolve("template");
    }
}
