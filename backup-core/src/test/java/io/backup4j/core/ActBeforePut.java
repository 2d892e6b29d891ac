package io.backup4j.core;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import java.io.IOException;

/** A store that does something once, just before an object is put whose name begins so. One thread at a time. */
final class ActBeforePut extends ForwardingStore {
    private final String prefix;
    private final Runnable act;
    private boolean done;

    ActBeforePut(BackupStore store, String prefix, Runnable act) {
        super(store);
        this.prefix = prefix;
        this.act = act;
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        if (!done && name.startsWith(prefix)) {
            done = true;
            act.run();
        }
        store.put(name, body);
    }
}
