package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.EntryPath;
import io.backup4j.api.Granularity;
import io.backup4j.api.RestorePoint;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An entry of pages")
final class PageDeltaTest {
    private static final int PAGE = 4096;

    private final Random random = new Random(42);
    private final InMemoryStore store = new InMemoryStore();

    @ParameterizedTest
    @ValueSource(ints = {0, 100, PAGE, 3 * PAGE + 17, 1_000_000, 20_000_000})
    @DisplayName("stores what changed, and every point restores by itself")
    void storesWhatChanged(int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            for (int round = 0; round < 6; round++) {
                RestorePoint point = repository.backup(paged("app.db", content));
                assertThat(restored(repository, point)).isEqualTo(content);
                assertThat(point.bytes().added()).isLessThanOrEqualTo(round == 0 ? 2L * size + 16 : mostAdded(size));
                content = changed(content, round);
            }
            assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
        }
    }

    @Test
    @DisplayName("that lies in several places is recognised when it moves, and is stored in others")
    void isRecognisedWhenItMoves() {
        byte[] content = new byte[10 * PAGE];
        random.nextBytes(content);
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            repository.backup(paged("app.db", content));
            content[5 * PAGE]++;
            RestorePoint before = repository.backup(paged("app.db", content));
            RestorePoint after = repository.backup(paged("moved.db", content));

            assertThat(repository.diff(before.id(), after.id()).changes())
                    .extracting(Change::kind)
                    .containsExactly(Change.Kind.MOVED);
        }
    }

    /** Two pages, one that was cut or grown, and all digests. */
    private static long mostAdded(int size) {
        return 4L * PAGE + 16L * (size / PAGE + 2);
    }

    private byte[] changed(byte[] content, int round) {
        byte[] changed = Arrays.copyOf(content, Math.max(0, content.length + round % 3 * 100 - 100));
        for (int i = 0; i < 2 && changed.length > 0; i++) {
            changed[random.nextInt(changed.length)]++;
        }
        return changed;
    }

    private static MemorySource paged(String path, byte[] content) {
        return new MemorySource().file(path, content, "", Granularity.pages(PAGE));
    }

    private static byte[] restored(BackupRepository repository, RestorePoint point) {
        MemoryTarget target = new MemoryTarget(1);
        RestoreReport report = repository.restore(point, target);
        assertThat(report.isComplete()).as("%s", report.issues()).isTrue();
        return target.contents().get(EntryPath.of("app.db")).toByteArray();
    }
}
