package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelledException;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.CancelledRun.Work;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.Stall;
import io.backup4j.testkit.StoreVerb;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call of the store, the source and the target and every event is once the moment at which the run is cancelled. */
@DisplayName("A run that is cancelled")
@Timeout(60)
final class CancelTest {
    private static final int THREE_PACKS = 40 << 20;

    /** The number of workers changes from moment to moment. */
    static Stream<Arguments> everyMoment() {
        return Arrays.stream(Work.values())
                .flatMap(work -> moments(work, 1).mapToObj(moment -> Arguments.of(work, 1 + moment % 2, moment)));
    }

    static Stream<Arguments> everyMomentWithAnyWorkers() {
        return Arrays.stream(Work.values())
                .flatMap(work -> IntStream.rangeClosed(1, 4)
                        .boxed()
                        .flatMap(workers ->
                                moments(work, workers).mapToObj(moment -> Arguments.of(work, workers, moment))));
    }

    private static IntStream moments(Work work, int workers) {
        try {
            return IntStream.rangeClosed(1, new CancelledRun(work, workers, 0).play());
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts a test", e);
        }
    }

    @ParameterizedTest
    @MethodSource("everyMoment")
    @DisplayName("stops at once, stores nothing more, leaves no thread and harms nothing")
    void stopsAndHarmsNothing(Work work, int workers, int moment) throws InterruptedException {
        CancelledRun run = new CancelledRun(work, workers, moment);
        run.play();
        run.assertNoHarm();
    }

    @ParameterizedTest
    @MethodSource("everyMomentWithAnyWorkers")
    @Tag("campaign")
    @DisplayName("does so with one to four workers")
    void doesSoWithAnyWorkers(Work work, int workers, int moment) throws InterruptedException {
        stopsAndHarmsNothing(work, workers, moment);
    }

    @ParameterizedTest
    @EnumSource(names = {"BACKUP", "RESTORE"})
    @DisplayName("stops also when its source or target waits for something, which is told of it")
    void endsWaiting(Work work) throws InterruptedException {
        InMemoryStore store = new InMemoryStore();
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            Waiting waiting = new Waiting();
            RestorePoint point = repository.backup(new MemorySource().file("file", new byte[] {1}));
            Operation<?> operation = work == Work.BACKUP
                    ? BackupRequest.of(waiting.source())
                    : RestoreRequest.of(point.id(), waiting.target());
            Run<?> run = repository.start(operation);
            waiting.awaitBegun();
            run.cancel();

            assertThatThrownBy(run::await).isInstanceOf(CancelledException.class);
            assertThat(repository.restorePoints()).containsExactly(point);
        }
    }

    @Test
    @DisplayName("stops also when the store does not answer while a pack is stored, and leaves no point")
    void endsStalledPut() throws InterruptedException {
        InMemoryStore store = new InMemoryStore();
        FaultyStore stalling = FaultyStore.over(store);
        try (BackupRepository repository = BackupRepository.create(stalling, Encryption.none())) {
            Stall stall = stalling.stallAt(StoreVerb.PUT, stalling.calls(StoreVerb.PUT) + 1);
            Run<BackupReport> run = repository.start(BackupRequest.of(new MemorySource().file("file", new byte[] {1})));
            stall.awaitReached();
            run.cancel();

            assertThatThrownBy(run::await).isInstanceOf(CancelledException.class);
            assertThat(store.names()).containsExactly("config");
        }
    }

    @Test
    @DisplayName("leaves packs that the next backup uses instead of storing their chunks again")
    void isResumed() throws InterruptedException {
        InMemoryStore store = new InMemoryStore();
        byte[] first = new byte[THREE_PACKS];
        new Random(1).nextBytes(first);
        MemorySource source = new MemorySource().file("first", first);
        RepositoryOptions twoPacksInMemory = CrashScenario.options().withMemoryCeiling(64 << 20);
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none(), twoPacksInMemory)) {
            Waiting waiting = new Waiting();
            Run<BackupReport> run = repository.start(BackupRequest.of(waiting.sourceAfter(source)));
            waiting.awaitBegun();
            run.cancel();
            assertThatThrownBy(run::await).isInstanceOf(CancelledException.class);
            assertThat(store.names()).anyMatch(name -> name.startsWith("packs/"));

            RestorePoint next = repository.backup(source);

            assertThat(next.bytes().added()).isLessThan(THREE_PACKS * 3 / 4);
            Checks.assertRestores(repository, next, NaiveCopy.of(source), 1);
            Checks.assertSound(repository);
        }
    }

    @Test
    @DisplayName("tells of a copy how far it has come, as of a backup")
    void tellsProgressOfCopies() throws InterruptedException {
        DamagedRepository template = DamagedRepository.of(Sealing.PLAIN);
        try (BackupRepository repository = BackupRepository.open(template.store(), Encryption.none());
                BackupRepository destination = BackupRepository.create(new InMemoryStore(), Encryption.none())) {
            RestorePoint point = template.points.get(0);
            Run<BackupReport> run = repository.start(new CopyRequest(point.id(), destination));
            run.await();

            assertThat(run.progress().bytesDone()).isEqualTo(point.bytes().original());
            assertThat(run.progress().entriesDone()).isEqualTo(point.entries());
        }
    }
}
