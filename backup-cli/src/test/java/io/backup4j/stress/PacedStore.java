package io.backup4j.stress;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A store that asks its pace before and after each call. Reading what a call has opened is part of the call. */
final class PacedStore extends ForwardingStore {
    private final Pace pace;

    PacedStore(BackupStore store, Pace pace) {
        super(store);
        this.pace = pace;
    }

    /** Decides when a call may begin, and whether it comes back. */
    interface Pace {
        /**
         * Waits until the call may begin.
         *
         * @param decides whether others may act differently once it has been made
         */
        void before(boolean decides) throws IOException;

        void after() throws IOException;
    }

    private static boolean isAheadOfUse() {
        String thread = Thread.currentThread().getName();
        return thread.startsWith("backup4j-ahead") || thread.startsWith("backup4j-read");
    }

    private static boolean decides(String name) {
        return name.startsWith("points/") || name.startsWith("gc/") || name.startsWith("deleted/");
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        pace.before(decides(name));
        store.put(name, body);
        pace.after();
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        if (isAheadOfUse()) {
            throw new IOException("Nothing is read ahead of use, so that a seed repeats what happened");
        }
        pace.before(false);
        InputStream in = store.read(name, offset, length);
        try {
            pace.after();
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        pace.before(false);
        store.list(prefix, visitor);
        pace.after();
    }

    @Override
    public void delete(String name) throws IOException {
        pace.before(decides(name));
        store.delete(name);
        pace.after();
    }
}
