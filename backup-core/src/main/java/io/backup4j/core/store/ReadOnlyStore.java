package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectNames;
import java.io.IOException;

/**
 * Reads and never changes, for whoever is only to look or restore. Closing closes the store inside. Safe for use by several
 * threads.
 */
public final class ReadOnlyStore extends ForwardingStore {
    private ReadOnlyStore(BackupStore store) {
        super(store);
    }

    /** Returns {@code store} without what changes it. */
    public static ReadOnlyStore over(BackupStore store) {
        return new ReadOnlyStore(store);
    }

    /** Fails always. */
    @Override
    public void put(String name, ObjectBody body) throws IOException {
        throw refusal("store " + ObjectNames.check(name) + " in");
    }

    /** Fails always. */
    @Override
    public void delete(String name) throws IOException {
        throw refusal("delete " + ObjectNames.check(name) + " from");
    }

    private IOException refusal(String action) {
        return new IOException("Could not " + action + " " + location() + ": it was opened for reading only");
    }
}
