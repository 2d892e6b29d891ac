package io.backup4j.testsuites;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.testkit.RawObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The objects of any store, done to what disks and attackers do by deleting them and putting others in their place. */
record StoredBytes(BackupStore store) implements RawObjects {
    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        made(() -> store.list("", object -> names.add(object.name())));
        Collections.sort(names);
        return names;
    }

    @Override
    public byte[] readAll(String name) {
        try (InputStream in = store.read(name, 0, BackupStore.TO_END)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void overwrite(String name, byte[] bytes) {
        made(() -> {
            store.delete(name);
            store.put(name, ObjectBody.of(bytes));
        });
    }

    @Override
    public void remove(String name) {
        made(() -> store.delete(name));
    }

    static void made(Call call) {
        try {
            call.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    interface Call {
        void make() throws IOException;
    }
}
