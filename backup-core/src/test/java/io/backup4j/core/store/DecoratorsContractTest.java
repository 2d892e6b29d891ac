package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.testkit.BackupStoreContract;
import io.backup4j.testkit.InMemoryStore;
import org.junit.jupiter.api.Nested;

/** Whatever goes around a store keeps its promises. */
class DecoratorsContractTest {
    private static final Patience NEVER_WAITING = new Patience(3, () -> 0.5, nanos -> {});

    @Nested
    class Retrying extends InMemory {
        @Override
        BackupStore around(BackupStore store) {
            return new RetryingStore(store, NEVER_WAITING);
        }
    }

    @Nested
    class Metered extends InMemory {
        @Override
        BackupStore around(BackupStore store) {
            return MeteredStore.over(store);
        }
    }

    @Nested
    class Limited extends InMemory {
        @Override
        BackupStore around(BackupStore store) {
            Budget budget = new Budget(1_000, () -> 0, nanos -> {});
            return new BandwidthLimitedStore(store, budget, new Budget(100_000_000, () -> 0, nanos -> {}));
        }
    }

    abstract static class InMemory extends BackupStoreContract {
        private final InMemoryStore memory = new InMemoryStore();

        abstract BackupStore around(BackupStore store);

        @Override
        protected BackupStore openStore() {
            return around(memory.reopen());
        }

        @Override
        protected int manyObjects() {
            return 100;
        }

        @Override
        protected int largeObjectBytes() {
            return 300_000;
        }
    }
}
