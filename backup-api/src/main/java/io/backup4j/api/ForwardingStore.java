package io.backup4j.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands everything on to another store, and closes that: for stores that add something to what another one does. As safe for
 * use by several threads as the other store is; the errors are that store's.
 */
public abstract class ForwardingStore implements BackupStore {
    /** What everything is handed on to. */
    protected final BackupStore store;

    /** Begins to hand everything on to {@code store}. */
    protected ForwardingStore(BackupStore store) {
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
    public void delete(String name) throws IOException {
        store.delete(name);
    }

    @Override
    public List<String> takeWarnings() {
        return store.takeWarnings();
    }

    @Override
    public Optional<Instant> clock() throws IOException {
        return store.clock();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
