package io.backup4j.store.gdrive;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The verbs of a store in short. */
final class Calls {
    private Calls() {}

    static void put(BackupStore store, String name, String text) throws IOException {
        store.put(name, ObjectBody.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String read(BackupStore store, String name) throws IOException {
        return new String(bytes(store, name), StandardCharsets.UTF_8);
    }

    static byte[] bytes(BackupStore store, String name) throws IOException {
        try (InputStream in = store.read(name, 0, BackupStore.TO_END)) {
            return in.readAllBytes();
        }
    }

    static List<String> names(BackupStore store) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        store.list("", objects::add);
        return objects.stream().map(StoredObject::name).sorted().toList();
    }

    /** Bytes that repeat nowhere. */
    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
