package io.backup4j.core.store;

import static io.backup4j.core.store.Verbs.names;
import static io.backup4j.core.store.Verbs.put;
import static io.backup4j.core.store.Verbs.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.core.store.MeteredStore.Figures;
import io.backup4j.core.store.StoreProbe.Finding;
import io.backup4j.core.store.StoreProbe.Promise;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecoratorsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final InMemoryStore memory = new InMemoryStore();

    @Test
    void readOnlyStore_readsAndRefusesTheRest() throws IOException {
        put(memory, "a", "content");
        ReadOnlyStore store = ReadOnlyStore.over(memory);

        assertThat(read(store, "a")).isEqualTo("content");
        assertThat(names(store)).containsExactly("a");
        assertThatThrownBy(() -> put(store, "b", "x")).hasMessageContaining("opened for reading only");
        assertThatThrownBy(() -> store.delete("a")).hasMessageContaining("opened for reading only");
        assertThatThrownBy(() -> store.delete("A")).isInstanceOf(IllegalArgumentException.class);
        assertThat(memory.names()).containsExactly("a");
    }

    @Test
    void meteredStore_countsCallsBytesAndFailures() throws IOException {
        FaultyStore faulty = FaultyStore.over(memory);
        MeteredStore store = MeteredStore.over(faulty);
        put(store, "a", "12345");
        assertThatThrownBy(() -> put(store, "a", "123")).isInstanceOf(IOException.class);
        read(store, "a");
        faulty.failAt(StoreVerb.READ, 2, Fault.FAIL_AFTER);
        assertThatThrownBy(() -> read(store, "a")).isInstanceOf(IOException.class);
        names(store);
        store.delete("a");
        assertThatThrownBy(() -> read(store, "a")).isInstanceOf(IOException.class);

        assertThat(store.figures()).isEqualTo(new Figures(2, 3, 1, 1, 3, 5, 7));
    }

    @Test
    void limitedStore_waitsForAsLongAsItsBytesTake() throws IOException {
        AtomicLong now = new AtomicLong();
        Budget up = new Budget(1_000, now::get, now::addAndGet);
        Budget down = new Budget(2_000, now::get, now::addAndGet);
        BandwidthLimitedStore store = new BandwidthLimitedStore(memory, up, down);
        memory.overwrite("b", new byte[10_000]);

        read(store, "b");
        assertThat(now.get()).isBetween(4_990_000_000L, 5_000_000_000L);
        // A long rest gives no right to a burst. The store in memory reads each body twice.
        now.set(100_000_000_000L);
        put(store, "a", "x".repeat(5_000));
        assertThat(now.get()).isBetween(109_980_000_000L, 110_000_000_000L);
    }

    @Test
    void limitBelowOneByte_isRefused() {
        assertThatThrownBy(() -> BandwidthLimitedStore.over(memory, 0, 1)).hasMessageContaining("below one byte");
        assertThatThrownBy(() -> RetryingStore.over(memory, 0)).hasMessageContaining("outside 1 to 100");
    }

    @Test
    void probe_findsAllPromisesKeptAndTidiesUp() {
        List<Finding> findings = StoreProbe.of(memory);

        assertThat(findings).extracting(Finding::promise).containsExactly(Promise.values());
        assertThat(findings).allMatch(Finding::holds);
        assertThat(memory.names()).isEmpty();
    }

    @Test
    void probe_ofAStoreThatCannotStore_triesNothingElse() {
        List<Finding> findings = StoreProbe.of(ReadOnlyStore.over(memory));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.holds()).isFalse();
            assertThat(finding.text()).contains("opened for reading only");
        });
    }

    @Test
    void probe_namesEachBrokenPromise() {
        for (StoreVerb verb : StoreVerb.values()) {
            FaultyStore faulty = FaultyStore.over(new InMemoryStore());
            for (int call = 2; call < 60; call++) {
                faulty.failAt(verb, call, verb == StoreVerb.READ ? Fault.SHORT_READ : Fault.FAIL_BEFORE);
            }
            List<Finding> findings = new StoreProbe(faulty, new Random(1), Clock.systemUTC()).run();
            assertThat(findings.stream().filter(finding -> !finding.holds()).map(Finding::promise))
                    .as("%s", verb)
                    .contains(broken(verb));
        }
    }

    @Test
    void probe_findsAStoreThatOverwrites() {
        List<Finding> findings = new StoreProbe(new OverwritingStore(memory), new Random(1), Clock.systemUTC()).run();

        assertThat(findings.stream().filter(finding -> !finding.holds()).map(Finding::promise))
                .containsExactly(Promise.CREATE_ONLY, Promise.CREATE_ONLY_RACE);
    }

    @Test
    void probe_findsAClockThatIsWrong() {
        for (int minutes : new int[] {-6, -5, 5, 6}) {
            Clock ours = Clock.fixed(NOON.plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC);
            List<Finding> findings = new StoreProbe(new NoonStore(memory), new Random(1), ours).run();

            assertThat(findings.stream().filter(finding -> finding.promise() == Promise.CLOCK))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.holds()).isEqualTo(Math.abs(minutes) == 5);
                        assertThat(finding.text()).contains(Math.abs(minutes) * 60 + " seconds");
                    });
        }
    }

    /** Where it is always noon. */
    private static final class NoonStore extends ForwardingStore {
        NoonStore(BackupStore store) {
            super(store);
        }

        @Override
        public Optional<Instant> clock() {
            return Optional.of(NOON);
        }
    }

    private static Promise broken(StoreVerb verb) {
        return switch (verb) {
            case PUT -> Promise.CREATE_ONLY_RACE;
            case READ -> Promise.RANGES;
            case LIST -> Promise.DELETE;
            case DELETE -> Promise.DELETE;
        };
    }

    /** A store that never says no. */
    private static final class OverwritingStore extends ForwardingStore {
        private final InMemoryStore memory;

        OverwritingStore(InMemoryStore memory) {
            super(memory);
            this.memory = memory;
        }

        @Override
        public void put(String name, io.backup4j.api.ObjectBody body) throws IOException {
            try (var in = body.open()) {
                memory.overwrite(name, in.readAllBytes());
            }
        }
    }
}
