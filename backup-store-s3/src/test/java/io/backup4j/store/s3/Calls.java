package io.backup4j.store.s3;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The verbs of a store in short. */
final class Calls {
    private Calls() {}

    static void put(BackupStore store, String name, String text) throws IOException {
        store.put(name, ObjectBody.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String read(BackupStore store, String name) throws IOException {
        try (InputStream in = store.read(name, 0, BackupStore.TO_END)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** In the order in which they are told. */
    static List<String> names(BackupStore store) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        store.list("", objects::add);
        return objects.stream().map(StoredObject::name).toList();
    }
}
