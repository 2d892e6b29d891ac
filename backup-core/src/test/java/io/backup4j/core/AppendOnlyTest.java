package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.backup4j.api.EntryPath;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.Retention;
import io.backup4j.api.StoreException;
import io.backup4j.core.store.AppendOnlyStore;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What works with credentials that may create and read, and not delete. */
@DisplayName("Append-only credentials")
final class AppendOnlyTest {
    private final InMemoryStore memory = new InMemoryStore();
    private final UndeletableStore store = new UndeletableStore(memory);
    private final MemorySource source = new MemorySource();

    @Test
    @DisplayName("suffice for everything but bringing back and reclaiming space, and are never asked for more")
    void suffice() throws IOException {
        AppendOnlyStore proven = AppendOnlyStore.proven(store);
        int refusals = store.refusals;
        try (BackupRepository repository =
                BackupRepository.create(proven, Sealing.ENCRYPTED.encryption(), RepositoryOptions.defaults())) {
            RestorePoint first = repository.backup(source.file("a", random(1)).file("b", random(2)));
            source.items.remove(EntryPath.of("a"));
            RestorePoint second = repository.backup(source);
            Checks.assertRestores(repository, second, NaiveCopy.of(source), 1);
            repository.describe(second.id(), PointDetails.none().withName("second"));
            Checks.assertSound(repository);
            repository.applyRetention(Retention.keepLast(1).withFloor(1));
            assertThat(repository.restorePoints()).extracting(RestorePoint::id).containsExactly(second.id());
            assertThat(store.refusals).isEqualTo(refusals);

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> repository.undelete(first.id()))
                    .withMessageContaining("used by creating only");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> repository.run(PruneRequest.defaults()))
                    .withMessageContaining("used by creating only");
        }
        pruneWithAllRights();
    }

    /** What was tried in vain is gone on with. */
    private void pruneWithAllRights() {
        try (BackupRepository repository = BackupRepository.open(memory, Sealing.ENCRYPTED.encryption())) {
            assertThat(repository.run(PruneRequest.defaults()).points()).isEqualTo(1);
            assertThat(repository.missing()).isEmpty();
            Checks.assertSound(repository);
        }
    }

    @Test
    @DisplayName("are proved by a delete that is refused, as often as a store is opened")
    void areProved() throws IOException {
        AppendOnlyStore.proven(store);
        AppendOnlyStore.proven(store);
        assertThat(memory.names()).containsExactly("probe/append-only");

        assertThatIOException()
                .isThrownBy(() -> AppendOnlyStore.proven(memory))
                .withMessageContaining("have no right to delete");
        assertThat(memory.names()).isEmpty();
    }

    @Test
    @DisplayName("are not proved by a store that fails")
    void areNotProvedByFailures() {
        FaultyStore failing = FaultyStore.over(memory)
                .failAt(StoreVerb.DELETE, 1, Fault.FAIL_BEFORE)
                .failAt(StoreVerb.READ, 1, Fault.FAIL_BEFORE);
        assertThatIOException()
                .isThrownBy(() -> AppendOnlyStore.proven(failing))
                .withMessageContaining("Could not find out");
        FaultyStore shaky = FaultyStore.over(memory).failAt(StoreVerb.DELETE, 1, Fault.FAIL_BEFORE);
        assertThatIOException().isThrownBy(() -> AppendOnlyStore.proven(shaky)).withMessageContaining("can be deleted");
    }

    private static byte[] random(int seed) {
        byte[] bytes = new byte[50_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
