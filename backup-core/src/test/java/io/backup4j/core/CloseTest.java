package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupEvent;
import io.backup4j.api.BackupSource;
import io.backup4j.api.BackupStore;
import io.backup4j.api.CancelledException;
import io.backup4j.api.Entry;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RunState;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of runs when their repository is closed, by whomever. */
@DisplayName("A repository that is closed")
@Timeout(30)
final class CloseTest {
    private final InMemoryStore store = new InMemoryStore();
    private final MemorySource source = new MemorySource().file("file", new byte[] {1, 2, 3});

    @Test
    @DisplayName("waits for its runs also when the thread that closes it is interrupted, which it is again after")
    void waitsThoughInterrupted() throws InterruptedException {
        Thread closing = Thread.currentThread();
        CountDownLatch returned = new CountDownLatch(1);
        BackupRepository repository = BackupRepository.create(store, Encryption.none());
        Run<?> run = repository.start(BackupRequest.of(source), event -> {
            if (event instanceof BackupEvent.Started) {
                while (returned.getCount() > 0 && closing.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
        });
        Thread.currentThread().interrupt();
        repository.close();
        RunState then = run.state();
        returned.countDown();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(then).isEqualTo(RunState.CANCELLED);
        assertThatThrownBy(run::await).isInstanceOf(CancelledException.class);
    }

    @Test
    @DisplayName("leaves nothing of what it has read to the thread that has used it")
    void leavesNothingToTheThread() {
        WeakReference<BackupStore> used = used();
        for (int i = 0; i < 100 && used.get() != null; i++) {
            System.gc();
        }
        assertThat(used.get()).isNull();
    }

    private WeakReference<BackupStore> used() {
        InMemoryStore own = store.reopen();
        try (BackupRepository repository = BackupRepository.create(own, Encryption.none())) {
            RestorePoint point = repository.backup(source);
            repository.restore(point, new MemoryTarget(1));
            repository.entries(point.id(), Selection.all(), entry -> {});
        }
        return new WeakReference<>(own);
    }

    @Test
    @DisplayName("begins nothing any more, also when it is closed while a run is being made")
    void beginsNothing() {
        AtomicReference<Runnable> act = new AtomicReference<>(() -> {});
        RepositoryOptions options = RepositoryOptions.defaults().withClock(new ActingClock(act));
        BackupRepository repository = BackupRepository.create(store, Encryption.none(), options);
        List<String> before = store.names();
        act.set(repository::close);

        assertThatThrownBy(() -> repository.backup(source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has been closed");
        assertThat(store.names()).isEqualTo(before);
    }

    @Test
    @DisplayName("can be closed by the listener of a run, which comes to its end")
    void closedByAListener() throws InterruptedException {
        BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption());
        Run<BackupReport> run = repository.start(BackupRequest.of(source), event -> {
            if (event instanceof BackupEvent.Finished) {
                repository.close();
            }
        });

        assertThat(run.await().point().entries()).isEqualTo(1);
        assertThatThrownBy(repository::restorePoints).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("can be closed by a source or a target of a run, which is cancelled")
    void closedByASource() {
        BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption());
        BackupSource closing = new BackupSource() {
            @Override
            public String type() {
                return source.type();
            }

            @Override
            public String location() {
                return source.location();
            }

            @Override
            public SourceSnapshot open(SourceContext context) {
                repository.close();
                return source.open(context);
            }
        };

        assertThatThrownBy(() -> repository.backup(closing)).isInstanceOf(CancelledException.class);
    }

    @Test
    @DisplayName("can be closed by what a run reads or writes on a thread of its own: the run is cancelled")
    void closedByAWorker() {
        BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption());
        RestorePoint point = repository.backup(source);
        BackupSource closed =
                new WrappedSource(source, context -> new ClosingSnapshot(source.open(context), repository::close));

        assertThatThrownBy(() -> repository.backup(closed)).isInstanceOf(CancelledException.class);

        BackupRepository again = BackupRepository.open(store, Sealing.ENCRYPTED.encryption());
        Moments moments = new Moments(5, again::close);
        moments.begin();
        assertThatThrownBy(() -> again.restore(point, new WatchedTarget(moments, 2)))
                .isInstanceOf(CancelledException.class);
    }

    /** Closes the repository when a file is opened. */
    private record ClosingSnapshot(SourceSnapshot inside, Runnable closing) implements SourceSnapshot {
        @Override
        public @Nullable SourceEntry next() throws IOException {
            SourceEntry entry = inside.next();
            return entry == null
                    ? null
                    : new SourceEntry() {
                        @Override
                        public Entry entry() {
                            return entry.entry();
                        }

                        @Override
                        public InputStream open() throws IOException {
                            closing.run();
                            return entry.open();
                        }
                    };
        }

        @Override
        public void close() throws IOException {
            inside.close();
        }
    }

    @Test
    @DisplayName("wipes its keys also while another thread is sealing something, which is waited for")
    void wipesWhileSomethingIsSealed() throws Exception {
        RepositoryOptions slow = RepositoryOptions.defaults().withCompression(Compression.zstd(19));
        BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption(), slow);
        RestorePointId point = repository.backup(source).id();
        PointDetails details = PointDetails.none()
                .withDescription(new Random(1)
                        .ints(800_000, 'a', 'z')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()));
        FutureTask<RestorePoint> describing = new FutureTask<>(() -> repository.describe(point, details));
        Thread thread = new Thread(describing);
        thread.start();
        while (thread.isAlive() && !isSealing(thread)) {
            Thread.onSpinWait();
        }

        repository.close();

        assertThat(describing.get().details()).isEqualTo(details);
    }

    private static boolean isSealing(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("SealedObjects")
                        && frame.getMethodName().equals("seal"));
    }

    @Test
    @DisplayName("A listener that waits for its own run gets the result at its end, and is refused before")
    void listenerThatWaits() throws Exception {
        CompletableFuture<Run<BackupReport>> self = new CompletableFuture<>();
        List<String> got = new CopyOnWriteArrayList<>();
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            self.complete(repository.start(BackupRequest.of(source), event -> {
                if (event instanceof BackupEvent.Started || event instanceof BackupEvent.Finished) {
                    got.add(outcome(self));
                }
            }));
            BackupReport report = self.get().await();

            assertThat(got).containsExactly("The run has not ended", report.toString());
        }
    }

    private static String outcome(CompletableFuture<Run<BackupReport>> run) {
        try {
            return run.get().await().toString();
        } catch (IllegalStateException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** A clock that has something done when somebody looks at it. */
    private static final class ActingClock extends Clock {
        private final AtomicReference<Runnable> act;

        private ActingClock(AtomicReference<Runnable> act) {
            this.act = act;
        }

        @Override
        public Instant instant() {
            act.getAndSet(() -> {}).run();
            return Instant.EPOCH;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
