package io.backup4j.testsuites;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import io.backup4j.testsuites.Life.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A store as a process sees it until its {@link Life} is over. Several of one process share its life. */
final class MortalStore extends ForwardingStore {
    private final Life life;

    MortalStore(BackupStore store, Life life) {
        super(store);
        this.life = life;
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        make(true, () -> store.put(name, body));
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        make(false, () -> {});
        return store.read(name, offset, length);
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        make(false, () -> {});
        store.list(prefix, visitor);
    }

    @Override
    public void delete(String name) throws IOException {
        make(true, () -> store.delete(name));
    }

    private void make(boolean changes, StoredBytes.Call call) throws IOException {
        Turn turn = life.ask(changes);
        if (turn != Turn.OVER) {
            call.make();
        }
        if (turn != Turn.ANSWERED) {
            throw new IOException("The process has ended");
        }
    }
}
