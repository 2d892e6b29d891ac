package io.backup4j.testsuites;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.store.LocationStatus;
import io.backup4j.core.store.ReplicatedStore;
import io.backup4j.testkit.RawObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Where a primary and its one replica lie.
 *
 * @param primary opens the primary, on a place that is empty at first; called again, on the same place
 * @param replica opens the replica alike
 */
public record TwoPlaces(Callable<? extends BackupStore> primary, Callable<? extends BackupStore> replica) {
    /** What each place has for itself: which packs were read there, and what the primary has to remember. */
    private static final Set<String> OWN = Set.of("ledger", "replicas");

    /** What a process that ended may have left in the replica alone: it needs nothing, and nothing needs it. */
    private static final Set<String> LEFT = Set.of("packs", "index");

    /** Opens both as one store. */
    public ReplicatedStore open() throws Exception {
        return ReplicatedStore.of(primary.call(), List.of(replica.call()));
    }

    ReplicatedStore open(Life life) throws Exception {
        return ReplicatedStore.of(life.over(primary.call()), List.of(life.over(replica.call())));
    }

    List<Callable<? extends BackupStore>> each() {
        return List.of(primary, replica);
    }

    /** Checks that each point that is said to be complete in a place can be restored from that place alone. */
    public void assertClaims(KnownPoints known) throws Exception {
        List<LocationStatus> claims;
        try (ReplicatedStore both = open()) {
            claims = both.status();
        }
        assertThat(claims.get(0).points()).containsAll(known.ids());
        for (int place = 0; place < claims.size(); place++) {
            Set<RestorePointId> claimed = claims.get(place).points();
            if (!claimed.isEmpty()) {
                assertClaims(each().get(place), claimed, known);
            }
        }
    }

    private static void assertClaims(
            Callable<? extends BackupStore> place, Set<RestorePointId> claimed, KnownPoints known) throws Exception {
        try (BackupStore alone = place.call();
                BackupRepository repository = KnownPoints.open(alone)) {
            known.assertRestore(repository, claimed);
        }
    }

    /** Checks that each place is a repository without a fault that has all points and no others. */
    public void assertEachIsWhole(KnownPoints known) throws Exception {
        for (Callable<? extends BackupStore> place : each()) {
            try (BackupStore alone = place.call();
                    BackupRepository repository = KnownPoints.open(alone)) {
                known.assertAllRestore(repository);
                assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings())
                        .as(alone.location())
                        .isEmpty();
            }
        }
    }

    /** Checks that what the primary has the replica has too, byte by byte, and nothing else but what does no harm. */
    public void assertAlike() throws Exception {
        try (BackupStore one = primary.call();
                BackupStore other = replica.call()) {
            RawObjects expected = new StoredBytes(one);
            RawObjects found = new StoredBytes(other);
            List<String> names = shared(expected, OWN);
            assertThat(shared(found, OWN)).containsAll(names);
            assertThat(expected.names()).containsAll(shared(found, LEFT));
            for (String name : names) {
                assertThat(found.readAll(name)).as(name).isEqualTo(expected.readAll(name));
            }
        }
    }

    private static List<String> shared(RawObjects objects, Set<String> without) {
        List<String> names = new ArrayList<>(objects.names());
        names.removeIf(name -> OWN.contains(directory(name)) || without.contains(directory(name)));
        return names;
    }

    private static String directory(String name) {
        return name.substring(0, Math.max(0, name.indexOf('/')));
    }
}
