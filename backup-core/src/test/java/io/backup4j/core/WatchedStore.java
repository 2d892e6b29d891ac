package io.backup4j.core;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A store that passes a moment before and after each call, and knows which puts have begun. Safe for use by several threads. */
final class WatchedStore extends ForwardingStore {
    private final Moments moments;
    private final Set<String> begunPuts = ConcurrentHashMap.newKeySet();

    WatchedStore(BackupStore store, Moments moments) {
        super(store);
        this.moments = moments;
    }

    Set<String> begunPuts() {
        return Set.copyOf(begunPuts);
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        begunPuts.add(name);
        moments.pass();
        store.put(name, body);
        moments.pass();
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        moments.pass();
        InputStream stream = store.read(name, offset, length);
        moments.pass();
        return stream;
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        moments.pass();
        store.list(prefix, visitor);
        moments.pass();
    }

    @Override
    public void delete(String name) throws IOException {
        moments.pass();
        store.delete(name);
        moments.pass();
    }
}
