package io.backup4j.cli;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Takes a step before and after every call of a store and before every piece of an object that is stored. */
final class SteppedStore extends ForwardingStore {
    private final Runnable step;

    SteppedStore(BackupStore store, Runnable step) {
        super(store);
        this.step = step;
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        step.run();
        store.put(name, new SteppedBody(body));
        step.run();
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        step.run();
        return store.read(name, offset, length);
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        step.run();
        store.list(prefix, visitor);
    }

    @Override
    public void delete(String name) throws IOException {
        step.run();
        store.delete(name);
        step.run();
    }

    private final class SteppedBody implements ObjectBody {
        private final ObjectBody body;

        SteppedBody(ObjectBody body) {
            this.body = body;
        }

        @Override
        public long length() {
            return body.length();
        }

        @Override
        public InputStream open() throws IOException {
            return new FilterInputStream(body.open()) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    step.run();
                    return super.read(buffer, offset, length);
                }
            };
        }
    }
}
