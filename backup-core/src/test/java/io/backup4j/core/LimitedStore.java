package io.backup4j.core;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import java.io.IOException;

/** A store on a disk that is full or may not be written to, until it is given room. One writer at a time. */
final class LimitedStore extends ForwardingStore {
    private final String refusal;
    private long room;

    LimitedStore(BackupStore store, String refusal) {
        super(store);
        this.refusal = refusal;
    }

    /** Takes as many bytes from now on. */
    synchronized void giveRoom(long bytes) {
        room = bytes;
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
}
