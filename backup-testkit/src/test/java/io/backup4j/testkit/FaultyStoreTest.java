package io.backup4j.testkit;

import static io.backup4j.api.BackupStore.TO_END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FaultyStoreTest {
    private static final ObjectBody BODY = ObjectBody.of(Samples.bytes(1, 100));

    private final InMemoryStore memory = new InMemoryStore();
    private final FaultyStore store = FaultyStore.over(memory);

    @Test
    void failBefore_hasNoEffect() throws IOException {
        store.failAt(2, Fault.FAIL_BEFORE);
        store.put("a", BODY);

        assertThatThrownBy(() -> store.put("b", BODY)).isInstanceOf(InjectedFaultException.class);
        assertThat(memory.names()).containsExactly("a");
        store.put("b", BODY);
        assertThat(memory.names()).containsExactly("a", "b");
    }

    @Test
    void failAfter_hasTakenEffect() {
        store.failAt(StoreVerb.PUT, 1, Fault.FAIL_AFTER).failAt(StoreVerb.DELETE, 1, Fault.FAIL_AFTER);

        assertThatThrownBy(() -> store.put("a", BODY)).isInstanceOf(InjectedFaultException.class);
        assertThat(memory.names()).containsExactly("a");
        assertThatThrownBy(() -> store.delete("a")).isInstanceOf(InjectedFaultException.class);
        assertThat(memory.names()).isEmpty();
    }

    @Test
    void failAfter_ofAListingTellsEverythingFirst() throws IOException {
        store.put("a", BODY);
        store.failAt(StoreVerb.LIST, 1, Fault.FAIL_AFTER);
        List<String> names = new ArrayList<>();

        assertThatThrownBy(() -> store.list("", object -> names.add(object.name())))
                .isInstanceOf(InjectedFaultException.class);
        assertThat(names).containsExactly("a");
    }

    @Test
    void failAfter_ofAReadGivesHalfAndFails() throws IOException {
        store.put("a", BODY);
        store.failAt(StoreVerb.READ, 1, Fault.FAIL_AFTER);

        try (InputStream in = store.read("a", 0, TO_END)) {
            assertThat(in.readNBytes(50)).isEqualTo(Samples.bytes(1, 50));
            assertThatThrownBy(in::read).isInstanceOf(InjectedFaultException.class);
        }
        memory.assertNothingOpen();
    }

    @Test
    void shortRead_endsWithoutAWord() throws IOException {
        store.put("a", BODY);
        store.failAt(StoreVerb.READ, 1, Fault.SHORT_READ);

        try (InputStream in = store.read("a", 0, TO_END)) {
            assertThat(in.readAllBytes()).isEqualTo(Samples.bytes(1, 50));
        }
    }

    @Test
    void truncatedBody_isReportedAsStored() throws IOException {
        store.failAt(StoreVerb.PUT, 1, Fault.TRUNCATE_BODY);
        store.put("a", BODY);

        assertThat(memory.readAll("a")).isEqualTo(Samples.bytes(1, 50));
    }

    @Test
    void deadProcess_doesNothingAnyMore() throws IOException {
        store.failAt(2, Fault.DIE_AFTER);
        store.put("a", BODY);
        assertThat(store.isDead()).isFalse();

        assertThatThrownBy(() -> store.put("b", BODY)).isInstanceOf(InjectedFaultException.class);
        assertThat(store.isDead()).isTrue();
        assertThatThrownBy(() -> store.put("c", BODY)).hasMessageContaining("dead");
        assertThatThrownBy(() -> store.delete("a")).hasMessageContaining("dead");
        assertThatThrownBy(() -> store.read("a", 0, 1)).hasMessageContaining("dead");
        assertThatThrownBy(() -> store.list("", object -> {})).hasMessageContaining("dead");
        assertThat(memory.names()).containsExactly("a", "b");
    }

    @Test
    void processThatDiesBefore_hasNoEffect() {
        store.failAt(1, Fault.DIE_BEFORE);

        assertThatThrownBy(() -> store.put("a", BODY)).isInstanceOf(InjectedFaultException.class);
        assertThat(store.isDead()).isTrue();
        assertThat(memory.names()).isEmpty();
    }

    @Test
    void stalledCall_waitsUntilReleased() throws Exception {
        Stall stall = store.stallAt(StoreVerb.PUT, 1);
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> Samples.unchecked(() -> store.put("a", BODY)));
        stall.awaitReached();

        assertThat(memory.names()).isEmpty();
        store.put("b", BODY);
        assertThat(memory.names()).containsExactly("b");
        stall.release();
        put.get(60, TimeUnit.SECONDS);
        assertThat(memory.names()).containsExactly("a", "b");
    }

    @Test
    void calls_areCountedOverAllAndByVerb() throws IOException {
        store.put("a", BODY);
        store.delete("a");
        store.put("a", BODY);

        assertThat(store.calls()).isEqualTo(3);
        assertThat(store.calls(StoreVerb.PUT)).isEqualTo(2);
        assertThat(store.calls(StoreVerb.LIST)).isZero();
    }

    @Test
    void faultThatDoesNotFitTheVerb_isRefused() {
        assertThatThrownBy(() -> store.failAt(1, Fault.SHORT_READ)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.failAt(StoreVerb.LIST, 1, Fault.TRUNCATE_BODY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
