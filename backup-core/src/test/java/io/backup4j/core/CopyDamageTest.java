package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Granularity;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Status;
import io.backup4j.core.DamageCase.Deed;
import io.backup4j.core.DamageCase.Place;
import io.backup4j.testkit.Damage;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A copy of a restore point whose content is damaged")
final class CopyDamageTest {
    private static final int LARGE = 5 << 20;

    private final BackupRepository destination = BackupRepository.create(new InMemoryStore(), Encryption.none());

    @AfterEach
    void close() {
        destination.close();
    }

    @Test
    @DisplayName("lists as missing what a restore could not give back, and has all the rest")
    void hasTheRest() {
        DamageCase damage = new DamageCase(DamagedRepository.of(Sealing.ENCRYPTED), Place.PACK_MIDDLE, Deed.FLIP);
        InMemoryStore store = damage.repository().store();
        damage.apply(store);
        RestorePoint point = damage.repository().points.get(1);
        try (BackupRepository repository = DamageProductTest.open(store, damage)) {
            MemoryTarget left = new MemoryTarget(1);
            RestoreReport restored = repository.restore(point, left);
            assertThat(restored.issues()).isNotEmpty();

            RestorePoint copy =
                    repository.run(new CopyRequest(point.id(), destination)).point();

            assertThat(copy.status()).isEqualTo(Status.INCOMPLETE);
            assertThat(copy.missing())
                    .extracting(EntryIssue::path)
                    .containsExactlyInAnyOrderElementsOf(
                            restored.issues().stream().map(EntryIssue::path).toList());
            assertThat(copy.missing())
                    .allSatisfy(issue -> assertThat(issue.message()).contains("Could not read it", "packs/"));
            assertGivesBack(copy, left);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4096})
    @DisplayName("leaves out a large entry of which a chunk is lost, however it is cut")
    void leavesOutALargeEntry(int pageSize) {
        Granularity cut = pageSize == 0 ? Granularity.contentDefined() : Granularity.pages(pageSize);
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        InMemoryStore store = new InMemoryStore();
        MemorySource source = new MemorySource()
                .file("a", new byte[] {1})
                .file("large", content, "", cut)
                .file("z", new byte[] {2});
        try (BackupRepository repository =
                BackupRepository.create(store, Encryption.none(), DamagedRepository.options())) {
            RestorePoint point = repository.backup(source);
            String pack = store.names().stream()
                    .filter(name -> name.startsWith("packs/"))
                    .max(Comparator.comparingInt(name -> store.readAll(name).length))
                    .orElseThrow();
            Damage.to(store).flipBit(pack, store.readAll(pack).length / 2, 0);

            RestorePoint copy =
                    repository.run(new CopyRequest(point.id(), destination)).point();

            assertThat(copy.missing()).extracting(EntryIssue::path).containsExactly(EntryPath.of("large"));
            MemoryTarget left = new MemoryTarget(1);
            repository.restore(point, left);
            assertGivesBack(copy, left);
        }
    }

    private void assertGivesBack(RestorePoint copy, MemoryTarget left) {
        MemoryTarget target = new MemoryTarget(1);
        assertThat(destination.restore(copy, target).issues()).isEmpty();
        assertThat(target.contents()).isEqualTo(left.contents());
        Checks.assertSound(destination);
    }
}
