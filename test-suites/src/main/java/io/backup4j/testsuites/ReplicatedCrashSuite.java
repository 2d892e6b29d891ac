package io.backup4j.testsuites;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupStore;
import io.backup4j.core.store.ReplicatedStore;

/**
 * A process that works in a primary and a replica ends at every moment in turn. Besides what {@link CrashSuite} wants, it must be true of each
 * place which points are said to be complete there, and one synchronization must make each place a whole repository by itself.
 *
 * <p>Extend it and implement {@link #places()}.
 */
public abstract class ReplicatedCrashSuite extends CrashSuite {
    /** Returns the two places, which belong to this test alone; the same ones whenever called. */
    protected abstract TwoPlaces places();

    @Override
    protected final BackupStore openStore() throws Exception {
        return places().open();
    }

    @Override
    protected final BackupStore openStore(Life life) throws Exception {
        return places().open(life);
    }

    @Override
    final void examine(KnownPoints left) throws Exception {
        places().assertClaims(left);
        try (ReplicatedStore both = places().open()) {
            assertThat(both.sync().isComplete()).isTrue();
            assertThat(both.status())
                    .allSatisfy(location -> assertThat(location.points()).containsAll(left.ids()));
        }
        places().assertEachIsWhole(left);
        places().assertAlike();
    }
}
