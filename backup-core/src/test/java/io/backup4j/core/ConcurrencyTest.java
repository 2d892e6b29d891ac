package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RepositoryExistsException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.WrongKeyException;
import io.backup4j.testkit.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** What several threads and several engines do with one store at the same time. */
@DisplayName("At the same time")
@Timeout(120)
final class ConcurrencyTest {
    private static final int RACERS = 6;
    private static final int ROUNDS = 3;

    private final InMemoryStore store = new InMemoryStore();

    private record Made(RestorePoint point, NaiveCopy copy) {}

    @RepeatedTest(2)
    @DisplayName("two engines with two threads each back up, restore and verify; every point is good")
    void enginesShareARepository() throws Exception {
        BackupRepository.create(store, Sealing.ENCRYPTED.encryption()).close();
        List<Made> made;
        try (BackupRepository first = open();
                BackupRepository second = open()) {
            made = together(4, thread -> live(thread < 2 ? first : second, thread)).stream()
                    .flatMap(List::stream)
                    .toList();
        }
        try (BackupRepository third = open()) {
            assertThat(third.restorePoints())
                    .containsExactlyInAnyOrderElementsOf(
                            made.stream().map(Made::point).toList());
            Checks.assertSound(third);
            made.forEach(one -> Checks.assertRestores(third, one.point(), one.copy(), 2));
        }
        store.assertNothingOpen();
    }

    /** Backs up round after round what all have and what only this thread has, and looks at what is there. */
    private static List<Made> live(BackupRepository repository, int thread) {
        List<Made> made = new ArrayList<>();
        MemorySource source = new MemorySource();
        for (int round = 0; round < ROUNDS; round++) {
            source.file("shared " + round, random(round)).file("own " + round, random(100 + 10 * thread + round));
            made.add(new Made(repository.backup(source), NaiveCopy.of(source)));
            Made any = made.get(round / 2);
            Checks.assertRestores(repository, any.point(), any.copy(), 1 + thread % 2);
            if (round == thread % ROUNDS) {
                Checks.assertSound(repository);
            }
        }
        return made;
    }

    @RepeatedTest(10)
    @DisplayName(
            "many open or create a repository with one password; all have the same one and read each other's points")
    void allOpenOrCreateTheSame() throws Exception {
        List<Made> made = together(RACERS, racer -> {
            try (BackupRepository repository =
                    BackupRepository.openOrCreate(store, Sealing.ENCRYPTED.encryption(), CrashScenario.options())) {
                MemorySource source = new MemorySource().file("file " + racer, random(racer));
                return new Made(repository.backup(source), NaiveCopy.of(source));
            }
        });
        try (BackupRepository repository = open()) {
            assertThat(repository.keySlots()).hasSize(1);
            Checks.assertSound(repository);
            made.forEach(one -> Checks.assertRestores(repository, one.point(), one.copy(), 1));
        }
    }

    @RepeatedTest(10)
    @DisplayName("many create a repository; one has created it and the others are told that there is one")
    void oneCreates() throws Exception {
        List<String> outcomes = together(RACERS, racer -> {
            try (BackupRepository repository = BackupRepository.create(store, Sealing.ENCRYPTED.encryption())) {
                return repository.id();
            } catch (RepositoryExistsException e) {
                assertThat(e).hasMessageContaining("memory").hasMessageContaining("open it, or choose another place");
                return "";
            }
        });
        assertThat(outcomes.stream().filter(id -> !id.isEmpty())).hasSize(1);
        try (BackupRepository repository = open()) {
            assertThat(outcomes).contains(repository.id());
        }
        assertThat(store.names()).hasSize(2);
    }

    @RepeatedTest(10)
    @DisplayName(
            "many open or create a repository with different passwords; one has it and the others are told of a wrong key")
    void losersHaveTheWrongKey() throws Exception {
        List<Boolean> won = together(RACERS, racer -> {
            try (BackupRepository repository = BackupRepository.openOrCreate(store, password(racer))) {
                repository.backup(new MemorySource().file("file", random(racer)));
                return true;
            } catch (WrongKeyException e) {
                assertThat(e).hasMessageContaining("opens with the password");
                return false;
            }
        });
        assertThat(won.stream().filter(w -> w)).hasSize(1);
        try (BackupRepository repository = BackupRepository.open(store, password(won.indexOf(true)))) {
            assertThat(repository.keySlots()).hasSize(1);
            assertThat(repository.restorePoints()).hasSize(1);
            Checks.assertSound(repository);
        }
    }

    private BackupRepository open() {
        return BackupRepository.open(
                store,
                Sealing.ENCRYPTED.encryption(),
                RepositoryOptions.defaults().withWorkers(2));
    }

    private static Encryption password(int racer) {
        return Encryption.password(("password " + racer).toCharArray(), new Argon2Parameters(8, 1, 1));
    }

    private interface Part<T> {
        T run(int thread) throws Exception;
    }

    /** Runs all parts on threads of their own, from the same moment on. */
    private static <T> List<T> together(int threads, Part<T> part) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Callable<T>> parts = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(thread -> () -> {
                        start.await();
                        return part.run(thread);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(parts)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static byte[] random(long seed) {
        byte[] bytes = new byte[300_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
