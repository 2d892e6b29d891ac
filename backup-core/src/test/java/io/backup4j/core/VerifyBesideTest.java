package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.BackupStore;
import io.backup4j.api.EntryPath;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.StoreException;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Manifests are checked beside the packs. */
@DisplayName("A verification whose packs are read last")
final class VerifyBesideTest {
    private static final int LARGE = 3 << 20;
    private static final int POINTS = 40;

    private final InMemoryStore store = new InMemoryStore();

    @Test
    @DisplayName("names the entries that they hit")
    void namesWhatIsHit() {
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            repository.backup(new MemorySource().file("large", content));
        }
        store.names().stream()
                .filter(name -> name.startsWith("packs/") && store.readAll(name).length > LARGE / 2)
                .forEach(name -> Damage.to(store).flipBit(name, LARGE / 2, 0));

        try (BackupRepository repository = BackupRepository.open(new LatePacks(store), Encryption.none())) {
            VerifyReport report = repository.verify(VerifyLevel.EVERY_BYTE);
            assertThat(report.damage())
                    .extracting(VerifyReport.DamagedEntry::path)
                    .containsExactly(EntryPath.of("large"));
        }
    }

    @Test
    @DisplayName("stops looking at manifests when they cannot be read")
    void stopsWhenPacksCannotBeRead() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.none())) {
            for (int point = 0; point < POINTS; point++) {
                repository.backup(new MemorySource().file("small", new byte[] {(byte) point}));
            }
        }
        FailingPacks failing = new FailingPacks(store);

        try (BackupRepository repository = BackupRepository.open(failing, Encryption.none())) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> repository.verify(VerifyLevel.EVERY_BYTE))
                    .withMessageContaining("No answer");
        }
        assertThat(failing.nodes).hasValueBetween(1, POINTS - 1);
    }

    /** Gives nodes of manifests, slowly, and no whole pack. */
    private static final class FailingPacks extends ForwardingStore {
        private final CountDownLatch walking = new CountDownLatch(1);
        private final AtomicInteger nodes = new AtomicInteger();

        FailingPacks(BackupStore store) {
            super(store);
        }

        @Override
        public InputStream read(String name, long offset, long length) throws IOException {
            if (name.startsWith("packs/")) {
                try {
                    if (length == TO_END) {
                        walking.await();
                        throw new IOException("No answer");
                    }
                    nodes.incrementAndGet();
                    walking.countDown();
                    TimeUnit.MILLISECONDS.sleep(50);
                } catch (InterruptedException e) {
                    throw new IOException("Interrupted", e);
                }
            }
            return store.read(name, offset, length);
        }
    }

    /** Answers what asks for much so late that everything else has been read before. */
    private static final class LatePacks extends ForwardingStore {
        LatePacks(BackupStore store) {
            super(store);
        }

        @Override
        public InputStream read(String name, long offset, long length) throws IOException {
            if (name.startsWith("packs/") && length > LARGE / 2) {
                try {
                    TimeUnit.SECONDS.sleep(1);
                } catch (InterruptedException e) {
                    throw new IOException("Interrupted", e);
                }
            }
            return store.read(name, offset, length);
        }
    }
}
