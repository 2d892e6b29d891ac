package io.backup4j.core;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import java.io.IOException;

/** A store whose credentials may not delete, and who is asked to all the same is counted. One thread at a time. */
final class UndeletableStore extends ForwardingStore {
    int refusals;

    UndeletableStore(BackupStore store) {
        super(store);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        refusals++;
        throw new IOException("Access denied");
    }
}
