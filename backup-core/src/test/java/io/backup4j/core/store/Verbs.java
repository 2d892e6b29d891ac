package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/** The verbs of a store in short. */
final class Verbs {
    private Verbs() {}

    static void put(BackupStore store, String name, String text) throws IOException {
        store.put(name, ObjectBody.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String read(BackupStore store, String name) throws IOException {
        try (InputStream in = store.read(name, 0, BackupStore.TO_END)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sorted. */
    static List<String> names(BackupStore store) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        store.list("", object -> names.add(object.name()));
        return List.copyOf(names);
    }
}
