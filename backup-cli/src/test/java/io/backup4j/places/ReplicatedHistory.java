package io.backup4j.places;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoredObject;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.store.LocationStatus;
import io.backup4j.core.store.ReplicatedStore;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testsuites.KnownPoints;
import io.backup4j.testsuites.TwoPlaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** A repository in two places, what happens to it, and what its user knows of it. */
final class ReplicatedHistory {
    private final TwoPlaces both;
    private final KnownPoints known = new KnownPoints();
    private final List<RestorePointId> deleted = new ArrayList<>();
    private Callable<? extends BackupStore> replica;
    private boolean joined = true;
    private long seed;

    ReplicatedHistory(TwoPlaces both) throws Exception {
        this.both = both;
        this.replica = both.replica();
        play(new Move(Deed.BACK_UP, 0));
    }

    /** What happens. */
    enum Deed {
        BACK_UP,
        DELETE,
        PRUNE,
        SYNC,
        CUT_THE_REPLICA_OFF,
        JOIN_IT_AGAIN
    }

    /**
     * One thing that happens.
     *
     * @param number which point is deleted, at which call the replica is cut off
     */
    record Move(Deed deed, int number) {}

    KnownPoints known() {
        return known;
    }

    /** A replica that is cut off must never make one of these fail. */
    void play(Move move) throws Exception {
        switch (move.deed()) {
            case BACK_UP -> backUp();
            case DELETE -> delete(move.number());
            case PRUNE -> prune();
            case SYNC -> assertThat(synchronizes() || !joined).isTrue();
            case CUT_THE_REPLICA_OFF -> {
                FaultyStore cut = FaultyStore.over(both.replica().call()).failAt(1 + move.number(), Fault.DIE_BEFORE);
                replica = () -> cut;
                joined = false;
            }
            case JOIN_IT_AGAIN -> join();
        }
    }

    /** Whoever is not told of anything may rely on the point being in both places. */
    private void backUp() throws Exception {
        try (ReplicatedStore store = open();
                BackupRepository repository = KnownPoints.openOrCreate(store)) {
            // Every other backup finds everything stored already, by one that the replica may have missed.
            BackupReport report = known.backUp(repository, seed++ / 2);
            boolean isBehind = isBehind(report.point().id());
            assertThat(isBehind && report.issues().isEmpty())
                    .as("The replica is behind, and nobody says so")
                    .isFalse();
        }
    }

    private boolean isBehind(RestorePointId point) throws Exception {
        try (ReplicatedStore well = both.open()) {
            LocationStatus status = well.status().get(1);
            return !status.points().contains(point);
        }
    }

    private void delete(int number) throws Exception {
        if (known.ids().size() > 1) {
            RestorePointId point = known.ids().get(number % known.ids().size());
            try (ReplicatedStore store = open();
                    BackupRepository repository = KnownPoints.open(store)) {
                repository.delete(point);
            }
            known.forget(point);
            deleted.add(point);
        }
    }

    private void prune() throws Exception {
        try (ReplicatedStore store = open();
                BackupRepository repository = KnownPoints.open(store)) {
            repository.run(PruneRequest.defaults().withOrphanGrace(Duration.ZERO));
        }
    }

    private boolean synchronizes() throws Exception {
        try (ReplicatedStore store = open()) {
            return store.sync().isComplete();
        }
    }

    private void join() {
        replica = both.replica();
        joined = true;
    }

    /** Brings the replica up; then nothing of what was deleted may be left anywhere. */
    void reclaimEverywhere() throws Exception {
        prune();
        join();
        assertThat(synchronizes()).isTrue();
        for (Callable<? extends BackupStore> place : List.of(both.primary(), both.replica())) {
            try (BackupStore store = place.call()) {
                List<String> names = new ArrayList<>();
                store.list("", (StoredObject object) -> names.add(object.name()));
                assertThat(names).noneMatch(name -> deleted.stream().anyMatch(point -> name.contains(point.value())));
            }
        }
    }

    private ReplicatedStore open() throws Exception {
        return ReplicatedStore.of(both.primary().call(), List.of(replica.call()));
    }
}
