package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.CancelledException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RunState;
import io.backup4j.testkit.InMemoryStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A run in a repository of three points that is cancelled at one moment, and what must be true afterwards. */
final class CancelledRun {
    private static final long MOST_MILLIS_TO_END = 10_000;

    private final DamagedRepository template = DamagedRepository.of(Sealing.ENCRYPTED);
    private final Work work;
    private final int workers;
    private final Moments moments;
    private final InMemoryStore store = template.store();
    private final InMemoryStore copies = new InMemoryStore();
    private final WatchedStore watchedStore;
    private final WatchedStore watchedCopies;
    private final WatchedTarget target;
    private final MemorySource source = new MemorySource();
    private final CompletableFuture<Run<?>> started = new CompletableFuture<>();
    private boolean cancelled;
    private Set<String> storedBefore = Set.of();
    private long piecesBefore;

    /** What is cancelled. */
    enum Work {
        BACKUP,
        RESTORE,
        VERIFY,
        PARITY,
        COPY
    }

    /** @param moment when the run is cancelled; 0 for never */
    CancelledRun(Work work, int workers, int moment) {
        this.work = work;
        this.workers = workers;
        moments = new Moments(moment, this::cancel);
        watchedStore = new WatchedStore(store, moments);
        watchedCopies = new WatchedStore(copies, moments);
        target = new WatchedTarget(moments, workers);
        for (int number = 2; number < 4; number++) {
            DamagedRepository.addTo(source, number);
        }
    }

    /** Returns how many moments the run had. */
    int play() throws InterruptedException {
        try (BackupRepository repository = open(watchedStore);
                BackupRepository destination = open(watchedCopies)) {
            moments.begin();
            Run<?> run = repository.start(operation(destination), event -> moments.pass());
            started.complete(run);
            awaitEnd(run);
            assertNothingHappensAfter();
            assertStoredNothingMore(run);
        }
        return moments.passed();
    }

    /** Everything is as good as if there had been no such run; the newest point has all that the older ones have. */
    void assertNoHarm() {
        try (BackupRepository repository = open(store)) {
            Checks.assertRestores(repository, template.points.get(2), template.copies.get(2), workers);
            RestorePoint next = repository.backup(source);
            Checks.assertRestores(repository, next, NaiveCopy.of(source), workers);
            Checks.assertSound(repository);
        }
        if (work == Work.COPY) {
            assertCopies();
        }
        store.assertNothingOpen();
        copies.assertNothingOpen();
    }

    private void assertCopies() {
        try (BackupRepository repository = open(store);
                BackupRepository destination = open(copies)) {
            RestorePoint copy = repository.run(copy(destination)).point();
            Checks.assertRestores(destination, copy, template.copies.get(2), workers);
            Checks.assertSound(destination);
        }
    }

    private Operation<?> operation(BackupRepository destination) {
        return switch (work) {
            case BACKUP -> BackupRequest.of(new WatchedSource(source, moments));
            case RESTORE -> RestoreRequest.of(template.points.get(2).id(), target);
            case VERIFY -> VerifyRequest.of(VerifyLevel.EVERY_BYTE);
            case PARITY -> ParityRequest.renewal();
            case COPY -> copy(destination);
        };
    }

    private CopyRequest copy(BackupRepository destination) {
        return new CopyRequest(template.points.get(2).id(), destination);
    }

    private BackupRepository open(BackupStore place) {
        return BackupRepository.openOrCreate(
                place,
                Sealing.ENCRYPTED.encryption(),
                RepositoryOptions.defaults().withWorkers(workers));
    }

    private void cancel() {
        storedBefore = stored();
        storedBefore.addAll(watchedStore.begunPuts());
        storedBefore.addAll(watchedCopies.begunPuts());
        started.join().cancel();
        piecesBefore = target.pieces();
        cancelled = true;
    }

    private Set<String> stored() {
        Set<String> names = new HashSet<>(store.names());
        names.addAll(copies.names());
        return names;
    }

    private void awaitEnd(Run<?> run) throws InterruptedException {
        try {
            run.await();
            assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        } catch (CancelledException e) {
            assertThat(cancelled).isTrue();
            assertThat(run.state()).isEqualTo(RunState.CANCELLED);
            assertThatThrownBy(run::await).isInstanceOf(CancelledException.class);
        }
    }

    /** When all threads of the run have ended, none can do anything any more. */
    private void assertNothingHappensAfter() throws InterruptedException {
        Set<String> storedByThen = stored();
        int passedByThen = moments.passed();
        for (Thread thread : threads()) {
            thread.join(MOST_MILLIS_TO_END);
            assertThat(thread.isAlive()).as("%s goes on", thread).isFalse();
        }
        assertThat(stored()).isEqualTo(storedByThen);
        assertThat(moments.passed()).isLessThanOrEqualTo(passedByThen + 1);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("backup4j-"))
                .toList();
    }

    /** What was being stored at that moment may have been stored, and no more; a backup whose point was not stored is no backup. */
    private void assertStoredNothingMore(Run<?> run) {
        if (!cancelled) {
            assertThat(run.state()).isEqualTo(RunState.COMPLETED);
            return;
        }
        assertThat(storedBefore).containsAll(stored());
        boolean committing = storedBefore.stream().anyMatch(this::isNewPoint);
        if (work == Work.BACKUP || work == Work.COPY) {
            assertThat(run.state()).isEqualTo(committing ? RunState.COMPLETED : RunState.CANCELLED);
        }
        assertThat(target.pieces()).isLessThanOrEqualTo(piecesBefore + workers);
    }

    private boolean isNewPoint(String name) {
        return name.startsWith("points/") && !template.objects.containsKey(name);
    }
}
