package io.backup4j.core.store;

import static io.backup4j.core.store.Verbs.names;
import static io.backup4j.core.store.Verbs.put;
import static io.backup4j.core.store.Verbs.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.StoreVerb;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicatedStoreTest {
    private static final String POINT = "points/" + "0".repeat(32);

    private final InMemoryStore primary = new InMemoryStore();
    private final InMemoryStore replica = new InMemoryStore();
    private final FaultyStore faultyPrimary = FaultyStore.over(primary);
    private final FaultyStore faulty = FaultyStore.over(replica);
    private final ReplicatedStore store = ReplicatedStore.of(faultyPrimary, List.of(faulty));

    @Test
    void everyObject_isInEveryLocation() throws IOException {
        put(store, "config", "c");
        put(store, "packs/00/a", "p");
        put(store, POINT, "x");

        assertThat(primary.names()).isEqualTo(replica.names()).hasSize(3);
        assertThat(store.takeWarnings()).isEmpty();
        assertThat(store.location()).isEqualTo("memory, replicated to memory");
    }

    @Test
    void failingReplica_isWarnedOfOnceAndLeftAloneUntilTheNextPoint() throws IOException {
        faulty.failAt(StoreVerb.PUT, 1, Fault.FAIL_BEFORE);
        put(store, "packs/00/a", "p");
        put(store, "packs/00/b", "p");
        put(store, POINT, "x");

        assertThat(primary.names()).hasSize(3);
        assertThat(replica.names()).isEmpty();
        assertThat(faulty.calls()).isEqualTo(1);
        assertThat(store.takeWarnings()).singleElement().asString().contains("is behind", "sync");
        assertThat(store.takeWarnings()).isEmpty();

        put(store, "packs/00/c", "p");
        put(store, POINT.replace('0', '1'), "x");
        assertThat(replica.names()).containsExactly("packs/00/c");
        assertThat(store.takeWarnings()).singleElement().asString().contains("2 objects that points/1");
    }

    @Test
    void point_goesOnlyWhereAllIsThatItMayNeed() throws IOException {
        put(primary, "packs/00/left-by-another-run", "p");
        put(store, POINT, "x");

        assertThat(primary.names()).contains(POINT);
        assertThat(replica.names()).isEmpty();
        assertThat(store.status().get(0).points()).hasSize(1);
        assertThat(store.status().get(1).points()).isEmpty();
        assertThat(store.status().get(1).missing()).isEqualTo(2);
        assertThat(store.sync().isComplete()).isTrue();
        assertThat(replica.names()).isEqualTo(primary.names());
        assertThat(store.status().get(1).points()).hasSize(1);
    }

    @Test
    void deletedPoint_isCompleteNowhere() throws IOException {
        put(store, POINT, "x");
        assertThat(store.status())
                .allSatisfy(location -> assertThat(location.points()).hasSize(1));
        put(store, POINT.replace("points/", "deleted/"), "x");

        assertThat(store.status())
                .allSatisfy(location -> assertThat(location.points()).isEmpty());
    }

    @Test
    void failingPrimary_failsTheCall() {
        faultyPrimary.failAt(StoreVerb.PUT, 1, Fault.FAIL_BEFORE).failAt(StoreVerb.PUT, 2, Fault.FAIL_BEFORE);

        assertThatThrownBy(() -> put(store, "packs/00/a", "p")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> put(store, POINT, "p")).isInstanceOf(IOException.class);
        assertThat(replica.names()).doesNotContain(POINT);
    }

    @Test
    void whatThePrimaryCannotGive_isReadFromTheReplica() throws IOException {
        put(store, "a", "0123456789");
        int reads = faultyPrimary.calls(StoreVerb.READ);
        faultyPrimary
                .failAt(StoreVerb.READ, reads + 1, Fault.FAIL_BEFORE)
                .failAt(StoreVerb.READ, reads + 2, Fault.FAIL_AFTER);
        assertThat(read(store, "a")).isEqualTo("0123456789");
        assertThat(read(store, "a")).isEqualTo("0123456789");
        primary.remove("a");
        assertThat(read(store, "a")).isEqualTo("0123456789");
        replica.remove("a");
        assertThatThrownBy(() -> read(store, "a")).isInstanceOf(ObjectMissingException.class);
        primary.assertNothingOpen();
        replica.assertNothingOpen();
    }

    /** As where a connection is gone: it can be neither read nor closed. */
    @Test
    void streamOfThePrimaryThatCannotBeClosedEither_isGoneOnWithInTheReplica() throws IOException {
        put(replica, "a", "0123456789");
        BackupStore broken = new ForwardingStore(replica) {
            @Override
            public InputStream read(String name, long offset, long length) throws IOException {
                return new FilterInputStream(super.read(name, offset, 4)) {
                    @Override
                    public int read(byte[] target, int from, int count) throws IOException {
                        int read = super.read(target, from, count);
                        if (read < 0) {
                            throw new IOException("the connection is gone");
                        }
                        return read;
                    }

                    @Override
                    public void close() throws IOException {
                        super.close();
                        throw new IOException("the connection is gone");
                    }
                };
            }
        };

        assertThat(read(ReplicatedStore.of(broken, List.of(replica)), "a")).isEqualTo("0123456789");
        replica.assertNothingOpen();
    }

    @Test
    void replicaThatEndsInAnError_isBehindAndTheStoredPointCounts() throws IOException {
        ReplicatedStore halved = ReplicatedStore.of(primary, List.of(new ForwardingStore(replica) {
            @Override
            public void put(String name, ObjectBody body) {
                throw new NoClassDefFoundError("com/example/Client");
            }
        }));
        put(halved, POINT, "x");

        assertThat(primary.names()).containsExactly(POINT);
        assertThat(halved.takeWarnings()).singleElement().asString().contains("is behind", "NoClassDefFoundError");
    }

    @Test
    void primaryThatCannotBeListed_isStoodInForWithAWarning() throws IOException {
        put(store, "a", "x");
        faultyPrimary.failAt(StoreVerb.LIST, 1, Fault.FAIL_AFTER);

        assertThat(names(store)).containsExactly("a");
        assertThat(store.takeWarnings()).singleElement().asString().contains("could not be listed");
        faultyPrimary.failAt(StoreVerb.LIST, 2, Fault.FAIL_BEFORE);
        faulty.failAt(StoreVerb.LIST, 2, Fault.FAIL_BEFORE);
        assertThatThrownBy(() -> names(store)).isInstanceOf(IOException.class);
    }

    @Test
    void deletion_reachesEveryLocationInTheEnd() throws IOException {
        put(store, "a", "x");
        faulty.failAt(StoreVerb.DELETE, 1, Fault.FAIL_BEFORE);
        store.delete("a");

        assertThat(names(store)).isEmpty();
        assertThatThrownBy(() -> read(store, "a")).isInstanceOf(ObjectMissingException.class);
        assertThat(replica.names()).containsExactly("a");
        assertThat(store.takeWarnings()).singleElement().asString().contains("Deleted a in the primary");
        SyncReport report = store.sync();
        assertThat(report.locations().get(0).deleted()).isEqualTo(1);
        assertThat(replica.names()).isEmpty();
        assertThat(primary.names()).isEmpty();
    }

    @Test
    void nameThatIsPutAgainAfterAHalfDeletion_isTheNewObjectEverywhere() throws IOException {
        put(store, "a", "old");
        faulty.failAt(StoreVerb.DELETE, 1, Fault.FAIL_BEFORE);
        store.delete("a");
        store.sync();
        put(store, "b", "old");
        faulty.failAt(StoreVerb.DELETE, 3, Fault.FAIL_BEFORE);
        store.delete("b");
        // The failed deletion has put the replica aside; a new store, as in another process, goes there again.
        ReplicatedStore later = ReplicatedStore.of(primary.reopen(), List.of(replica.reopen()));
        put(later, "b", "new");
        later.sync();

        assertThat(read(later, "b")).isEqualTo("new");
        assertThat(read(replica, "b")).isEqualTo("new");
        assertThat(primary.names()).containsExactly("b");
    }

    @Test
    void sync_overwritesNothingAndBringsNoPointThatLacksSomething() throws IOException {
        put(primary, "packs/00/a", "whole");
        put(primary, "packs/00/b", "b");
        put(primary, POINT, "x");
        replica.overwrite("packs/00/a", new byte[2]);
        SyncReport report = store.sync();

        assertThat(report.isComplete()).isFalse();
        assertThat(report.locations().get(0).copied()).isEqualTo(1);
        assertThat(report.locations().get(0).failures())
                .satisfiesExactly(
                        first -> assertThat(first).contains("has 2 bytes there and 5 in the primary"),
                        second -> assertThat(second).contains(POINT + " is left out"));
        assertThat(replica.names()).doesNotContain(POINT);
    }

    @Test
    void sync_bringsEverythingButWhatCannotBeReadAndWhatMayNeedIt() throws IOException {
        put(primary, "packs/00/a", "unreadable");
        put(primary, "packs/00/b", "b");
        put(primary, POINT, "x");
        primary.makeUnreadable("packs/00/a", 2, 3);
        SyncReport report = store.sync();

        assertThat(replica.names()).containsExactly("packs/00/b");
        assertThat(report.locations().get(0).failures())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("Bytes 2 to 4 of packs/00/a in memory cannot be read any more", "left out"),
                        second -> assertThat(second).contains(POINT + " is left out"));
    }

    @Test
    void sync_endsWhereTheReplicaFails() throws IOException {
        put(primary, "packs/00/a", "a");
        put(primary, "packs/00/b", "b");
        faulty.failAt(StoreVerb.PUT, 1, Fault.FAIL_BEFORE);

        assertThat(store.sync().locations().get(0).failures()).hasSize(1);
        assertThat(replica.names()).isEmpty();
    }

    @Test
    void whatThePrimaryCannotRead_comesFromTheReplica() throws IOException {
        put(store, "packs/00/a", "content");
        primary.makeUnreadable("packs/00/a", 2, 3);

        assertThat(read(store, "packs/00/a")).isEqualTo("content");
    }

    @Test
    void sync_bringsWhatStandsInForOthersBeforeThoseGo() throws IOException {
        put(store, "keys/old", "x");
        faulty.failAt(StoreVerb.DELETE, 1, Fault.FAIL_BEFORE);
        store.delete("keys/old");
        put(primary, "keys/new", "x");
        faulty.failAt(StoreVerb.PUT, 2, Fault.FAIL_BEFORE);
        ReplicatedStore.of(primary.reopen(), List.of(faulty)).sync();

        assertThat(replica.names()).containsExactly("keys/old");
        store.sync();
        assertThat(replica.names()).containsExactly("keys/new");
    }

    @Test
    void locationThatIsDown_isToldAndHoldsNobodyUp() throws IOException {
        put(primary, "a", "x");
        faulty.failAt(1, Fault.FAIL_BEFORE).failAt(2, Fault.FAIL_BEFORE);

        assertThat(store.status().get(1).failure()).isPresent();
        assertThat(store.sync().locations().get(0).failures()).hasSize(1);
        assertThatThrownBy(() -> ReplicatedStore.of(primary, List.of())).hasMessageContaining("no replica");
    }
}
