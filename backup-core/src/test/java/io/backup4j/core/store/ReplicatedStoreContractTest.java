package io.backup4j.core.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.testkit.BackupStoreContract;
import io.backup4j.testkit.InMemoryStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicatedStoreContractTest extends BackupStoreContract {
    private final InMemoryStore primary = new InMemoryStore();
    private final InMemoryStore one = new InMemoryStore();
    private final InMemoryStore two = new InMemoryStore();

    @Override
    protected BackupStore openStore() {
        return ReplicatedStore.of(primary.reopen(), List.of(one.reopen(), two.reopen()));
    }

    /** An object is whole in the primary, and so visible, while the replicas are given it. */
    @Override
    @Test
    protected void unfinishedIsInvisible() {
        assertThatThrownBy(super::unfinishedIsInvisible).isInstanceOf(AssertionError.class);
    }

    @Override
    protected int manyObjects() {
        return 300;
    }

    @Override
    protected int largeObjectBytes() {
        return 300_000;
    }
}
