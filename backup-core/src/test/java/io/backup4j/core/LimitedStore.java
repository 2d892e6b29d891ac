package io.backup4j.core;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A store on a disk that is full or may not be written to, until it is given room. One writer at a time. */
final class LimitedStore implements BackupStore {
    private final BackupStore store;
    private final String refusal;
    private long room;

    LimitedStore(BackupStore store, String refusal) {
        this.store = store;
        this.refusal = refusal;
    }

    /** Takes as many bytes from now on. */
    synchronized void giveRoom(long bytes) {
        room = bytes;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        take(body.length());
        store.put(name, body);
    }

    private synchronized void take(long bytes) throws IOException {
        if (bytes > room) {
            throw new IOException(refusal);
        }
        room -= bytes;
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
    public void close() throws IOException {
        store.close();
    }
}
