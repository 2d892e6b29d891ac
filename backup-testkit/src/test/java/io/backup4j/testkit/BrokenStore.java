package io.backup4j.testkit;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Hands everything on to the raw objects of a store in memory; subclasses break a promise. */
class BrokenStore implements BackupStore {
    final InMemoryStore memory;

    BrokenStore(InMemoryStore memory) {
        this.memory = memory;
    }

    @Override
    public String location() {
        return memory.location();
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        memory.put(name, body);
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        return memory.read(name, offset, length);
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        memory.list(prefix, visitor);
    }

    @Override
    public void delete(String name) throws IOException {
        memory.delete(name);
    }

    @Override
    public void close() throws IOException {
        memory.close();
    }
}
