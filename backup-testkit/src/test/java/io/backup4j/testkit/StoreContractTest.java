package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectMissingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Every stand-in keeps the contract, as far as its nature allows. */
class StoreContractTest {
    @Nested
    class InMemory extends BackupStoreContract {
        private final InMemoryStore memory = new InMemoryStore();

        @Override
        protected BackupStore openStore() {
            return memory.reopen();
        }

        @AfterEach
        void nothingIsLeftOpen() {
            memory.assertNothingOpen();
        }
    }

    @Nested
    class Recording extends BackupStoreContract {
        private final InMemoryStore memory = new InMemoryStore();

        @Override
        protected BackupStore openStore() {
            return RecordingStore.over(memory.reopen());
        }

        @AfterEach
        void nothingIsLeftOpen() {
            memory.assertNothingOpen();
        }
    }

    @Nested
    class FaultyWithoutFault extends BackupStoreContract {
        private final InMemoryStore memory = new InMemoryStore();

        @Override
        protected BackupStore openStore() {
            return FaultyStore.over(memory.reopen());
        }

        @AfterEach
        void nothingIsLeftOpen() {
            memory.assertNothingOpen();
        }
    }

    @Nested
    class EventuallyConsistent extends BackupStoreContract {
        private final InMemoryStore memory = new InMemoryStore();
        private final EventuallyConsistentStore first = EventuallyConsistentStore.over(memory, Integer.MAX_VALUE);

        @Override
        protected BackupStore openStore() {
            return first.beside(memory.reopen());
        }

        @Override
        protected void settle() {
            first.settle();
        }

        /** The promise that it breaks: should it ever keep it, this exception has to go. */
        @Override
        protected void putIsSeenAtOnce() {
            assertThatThrownBy(super::putIsSeenAtOnce).isInstanceOf(ObjectMissingException.class);
        }
    }
}
