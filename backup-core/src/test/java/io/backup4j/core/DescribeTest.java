package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.testkit.EventuallyConsistentStore;
import io.backup4j.testkit.InMemoryStore;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people say about restore points. */
@DisplayName("An edit of a restore point")
final class DescribeTest {
    private final InMemoryStore store = new InMemoryStore();

    @Test
    @DisplayName("is made on what somebody else has said at the same time, so that neither is lost")
    void losesNothing() {
        try (BackupRepository other = BackupRepository.create(store, Encryption.none())) {
            RestorePoint point = other.backup(new MemorySource().file("file", new byte[] {1}));
            ActBeforePut meanwhile = new ActBeforePut(
                    store, "annotations/", () -> other.describe(point.id(), details -> details.withProtection(true)));
            try (BackupRepository repository = BackupRepository.open(meanwhile, Encryption.none())) {
                RestorePoint described =
                        repository.describe(point.id(), details -> details.withTags(Set.of("release")));

                assertThat(described.details())
                        .isEqualTo(
                                PointDetails.none().withTags(Set.of("release")).withProtection(true));
                assertThat(other.restorePoints()).containsExactly(described);
            }
        }
    }

    @Test
    @DisplayName("is stored also where a store does not show those before it")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void waitsForNobody() {
        try (BackupRepository other = BackupRepository.create(store, Encryption.none())) {
            RestorePoint point = other.backup(new MemorySource().file("file", new byte[] {1}));
            EventuallyConsistentStore slow = EventuallyConsistentStore.over(store, Integer.MAX_VALUE);
            try (BackupRepository repository = BackupRepository.open(slow, Encryption.none())) {
                for (String name : List.of("one", "two", "three")) {
                    repository.describe(point.id(), details -> details.withName(name));
                }
            }
            assertThat(other.restorePoints())
                    .singleElement()
                    .satisfies(found -> assertThat(found.details().name()).isEqualTo("three"));
        }
    }
}
