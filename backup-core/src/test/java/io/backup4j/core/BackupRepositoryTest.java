package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.EntryPath;
import io.backup4j.api.Progress;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.WrongKeyException;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BackupRepositoryTest {
    private final InMemoryStore store = new InMemoryStore();

    @Test
    void restoresWhatWasBackedUp() {
        MemorySource source = new MemorySource()
                .file("a/empty", new byte[0])
                .file("a/small", bytes(1, 100))
                .file("b/large", bytes(2, 20_000_000))
                .file("b/zeros", new byte[3_000_000])
                .file("c", bytes(3, 700_000));
        try (BackupRepository repository =
                BackupRepository.create(store, Encryption.password("secret"), RepositoryOptions.defaults())) {
            RestorePoint point = repository.backup(source);
            assertThat(point.status()).isEqualTo(RestorePoint.Status.COMPLETE);
            for (int concurrency : new int[] {1, 2}) {
                MemoryTarget target = new MemoryTarget(concurrency);
                RestoreReport report = repository.restore(point, target);
                assertThat(report.isComplete()).as("%s", report.issues()).isTrue();
                assertThat(target.contents().keySet()).isEqualTo(source.items.keySet());
                source.items.forEach(
                        (path, item) -> assertThat(target.contents().get(path))
                                .as(path.toString())
                                .isEqualTo(item.content()));
            }
            VerifyReport verified = repository.verify(VerifyLevel.EVERY_BYTE);
            assertThat(verified.findings()).isEmpty();
            RestorePoint second = repository.backup(source.file("d", bytes(4, 1000)));
            ChangeReport changes = repository.diff(point.id(), second.id());
            assertThat(changes.changes()).singleElement().satisfies(change -> {
                assertThat(change.kind()).isEqualTo(Change.Kind.ADDED);
                assertThat(change.after().path()).isEqualTo(EntryPath.of("d"));
            });
            assertThat(repository.restorePoints())
                    .extracting(RestorePoint::id)
                    .containsExactly(second.id(), point.id());
        }
        assertThatThrownBy(() -> BackupRepository.open(store, Encryption.password("other")))
                .isInstanceOf(WrongKeyException.class);
    }

    @Test
    void expectsAsMuchAsTheBackupBeforeHad() throws InterruptedException {
        MemorySource source = new MemorySource().file("a", bytes(1, 1000)).file("b", bytes(2, 500));
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            assertThat(progress(repository, source).bytesTotal()).isEqualTo(Progress.UNKNOWN);

            Progress second = progress(repository, source.file("c", bytes(3, 100)));

            assertThat(second.entriesTotal()).isEqualTo(2);
            assertThat(second.bytesTotal()).isEqualTo(1500);
            assertThat(second.bytesDone()).isEqualTo(1600);
        }
    }

    private static Progress progress(BackupRepository repository, MemorySource source) throws InterruptedException {
        Run<BackupReport> run = repository.start(BackupRequest.of(source));
        run.await();
        return run.progress();
    }

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
