package io.backup4j.core;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A store whose credentials may not delete, and who is asked to all the same is counted. One thread at a time. */
final class UndeletableStore implements BackupStore {
    private final BackupStore store;
    int refusals;

    UndeletableStore(BackupStore store) {
        this.store = store;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        store.put(name, body);
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        return store.read(name, offset, length);
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        store.list(prefix, visitor);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        refusals++;
        throw new IOException("Access denied");
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
