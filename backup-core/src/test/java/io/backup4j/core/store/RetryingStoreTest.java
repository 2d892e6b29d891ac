package io.backup4j.core.store;

import static io.backup4j.core.store.Verbs.names;
import static io.backup4j.core.store.Verbs.put;
import static io.backup4j.core.store.Verbs.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectUnreadableException;
import io.backup4j.api.StoreRefusedException;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.InjectedFaultException;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryingStoreTest {
    private final InMemoryStore memory = new InMemoryStore();
    private final FaultyStore faulty = FaultyStore.over(memory);
    private final List<Long> waits = new ArrayList<>();
    private final RetryingStore store = new RetryingStore(faulty, new Patience(4, () -> 1, waits::add));

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"FAIL_BEFORE", "FAIL_AFTER"})
    void everyVerb_isTriedAgain(Fault fault) throws IOException {
        for (StoreVerb verb : StoreVerb.values()) {
            faulty.failAt(verb, 1, fault).failAt(verb, 2, fault);
        }
        put(store, "a", "content");

        assertThat(read(store, "a")).isEqualTo("content");
        assertThat(names(store)).containsExactly("a");
        store.delete("a");
        assertThat(memory.names()).isEmpty();
        memory.assertNothingOpen();
    }

    @Test
    void waits_doubleUpToAMinuteAndNoAttemptIsMade_afterTheLast() {
        for (int call = 1; call <= 4; call++) {
            faulty.failAt(StoreVerb.DELETE, call, Fault.FAIL_BEFORE);
        }

        assertThatThrownBy(() -> store.delete("a")).isInstanceOf(InjectedFaultException.class);
        assertThat(waits).containsExactly(1_000_000_000L, 2_000_000_000L, 4_000_000_000L);
        assertThat(faulty.calls()).isEqualTo(4);
    }

    @Test
    void waits_neverExceedAMinuteAndVary() throws IOException {
        List<Long> long100 = new ArrayList<>();
        Patience patience = new Patience(100, () -> 0, long100::add);
        for (int attempt = 1; attempt < 100; attempt++) {
            patience.rest(attempt, new IOException("planned"));
        }

        assertThat(long100).first().isEqualTo(500_000_000L);
        assertThat(long100).last().isEqualTo(30_000_000_000L);
    }

    @Test
    void whatCannotBeReadAnyMore_isNotTriedAgain() throws IOException {
        put(memory, "a", "content");
        memory.makeUnreadable("a", 3, 1);

        assertThatThrownBy(() -> read(store, "a")).isInstanceOf(ObjectUnreadableException.class);
        assertThat(waits).isEmpty();
        memory.assertNothingOpen();
    }

    @Test
    void whatIsFinal_isNotTriedAgain() throws IOException {
        put(store, "a", "content");
        int calls = faulty.calls();

        assertThatThrownBy(() -> put(store, "a", "content")).isInstanceOf(ObjectExistsException.class);
        assertThatThrownBy(() -> read(store, "b")).isInstanceOf(ObjectMissingException.class);
        assertThat(faulty.calls()).isEqualTo(calls + 2);
        assertThat(waits).isEmpty();
    }

    @Test
    void nameThatSomebodyElseTookMeanwhile_isRefused() throws IOException {
        faulty.failAt(StoreVerb.PUT, 1, Fault.FAIL_BEFORE);
        for (String other : List.of("another", "content and more", "cont", "")) {
            memory.overwrite("a", other.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> put(store, "a", "content")).isInstanceOf(ObjectExistsException.class);
            faulty.failAt(StoreVerb.PUT, faulty.calls(StoreVerb.PUT) + 1, Fault.FAIL_BEFORE);
        }
    }

    @Test
    void brokenStream_goesOnWhereItBroke() throws IOException {
        put(store, "a", "0123456789".repeat(1_000));
        faulty.failAt(StoreVerb.READ, 1, Fault.FAIL_AFTER).failAt(StoreVerb.READ, 2, Fault.FAIL_AFTER);

        try (var in = store.read("a", 5, 9_000)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("0123456789".repeat(1_000).substring(5, 9_005));
        }
        assertThat(faulty.calls(StoreVerb.READ)).isEqualTo(3);
        memory.assertNothingOpen();
    }

    @Test
    void refusal_isNotTriedAgain() {
        int[] calls = new int[1];
        Patience patience = new Patience(4, () -> 0, waits::add);

        assertThatThrownBy(() -> patience.attempt(() -> {
                    calls[0]++;
                    throw new StoreRefusedException("planned", new IOException());
                }))
                .isInstanceOf(StoreRefusedException.class);
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void interruptedWait_endsTheCallAndSaysWhatFailed() {
        faulty.failAt(1, Fault.FAIL_BEFORE);
        RetryingStore interrupted = new RetryingStore(faulty, new Patience(4, () -> 0, nanos -> {
            throw new InterruptedIOException("planned");
        }));

        assertThatThrownBy(() -> interrupted.delete("a"))
                .isInstanceOf(InterruptedIOException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(faulty.calls()).isEqualTo(1);
    }
}
