package io.backup4j.testsuites;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupStore;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoreException;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.VerifyLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A process that backs up, deletes and prunes ends at every moment in turn. It must leave every point that it has told of, nothing
 * damaged, and a repository in which the next process does the same.
 *
 * <p>Extend it and implement {@link #openStore()}; override {@link #openStore(Life)} to end lives in the network instead of in front of the
 * store.
 */
public abstract class CrashSuite {
    private static final int KEPT = 2;

    private final KnownPoints known = new KnownPoints();
    private long seed;
    private List<RestorePointId> leaving = List.of();

    /**
     * Opens the store on a place that belongs to this test alone and is empty at first; called again, on the same place, as another process
     * would.
     */
    protected abstract BackupStore openStore() throws Exception;

    /** Opens the same store for a process of which this is the life; it tries nothing twice. */
    protected BackupStore openStore(Life life) throws Exception {
        return life.over(openStore());
    }

    /** Returns how many cases there are for each that the build tries, from 1; where each costs much. */
    protected int casesForEachTried() {
        return 1;
    }

    /** Looks at what a process has left that ended. */
    void examine(KnownPoints left) throws Exception {}

    @TestFactory
    @DisplayName("A process that ends leaves every point and a repository to work in:")
    final Stream<DynamicTest> processThatEnds() throws Exception {
        Life whole = Life.whole();
        try (BackupStore store = openStore(whole);
                BackupRepository repository = KnownPoints.openOrCreate(store)) {
            for (int point = 0; point < KEPT; point++) {
                known.backUp(repository, ++seed);
            }
        }
        Life counted = Life.whole();
        live(counted);
        return counted.ends(casesForEachTried())
                .map(life -> DynamicTest.dynamicTest(life.toString(), () -> {
                    live(life);
                    goOn();
                }));
    }

    private void live(Life life) throws Exception {
        try (BackupStore store = openStore(life);
                BackupRepository repository = KnownPoints.open(store)) {
            work(repository);
        } catch (BackupException e) {
            if (!life.isOver()) {
                throw e;
            }
            assertThat(e).isInstanceOfAny(StoreException.class, OutcomeUnknownException.class);
        }
    }

    private void work(BackupRepository repository) {
        known.backUp(repository, ++seed);
        leaving = known.ids().subList(0, known.ids().size() - KEPT);
        for (RestorePointId oldest : leaving) {
            repository.delete(oldest);
            known.forget(oldest);
        }
        leaving = List.of();
        repository.run(PruneRequest.defaults().withOrphanGrace(Duration.ZERO));
    }

    private void goOn() throws Exception {
        try (BackupStore store = openStore();
                BackupRepository repository = KnownPoints.open(store)) {
            assertLeft(repository);
            examine(known);
            work(repository);
        }
    }

    /** What was told of is there; what is there besides was being stored when the process ended. */
    private void assertLeft(BackupRepository repository) {
        List<RestorePointId> told = new ArrayList<>(known.ids());
        told.removeAll(leaving);
        assertThat(repository.restorePoints()).extracting(RestorePoint::id).containsAll(told);
        known.look(repository);
        assertThat(known.ids()).hasSizeLessThanOrEqualTo(KEPT + 1);
        known.assertAllRestore(repository);
        assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
    }
}
