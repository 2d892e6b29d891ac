package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Hands everything on, and closes what it hands it on to. */
abstract class ForwardingStore implements BackupStore {
    final BackupStore store;

    ForwardingStore(BackupStore store) {
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
