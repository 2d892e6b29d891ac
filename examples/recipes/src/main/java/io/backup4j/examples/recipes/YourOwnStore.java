package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectNames;
import io.backup4j.api.StoredObject;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.files.FileTreeSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * Four verbs are a store: this one keeps objects in a map. Its test extends {@code BackupStoreContract} of
 * {@code backup-testkit}, which checks what the engine relies on; do the same with yours.
 */
public final class YourOwnStore implements BackupStore {
    private final ConcurrentMap<String, byte[]> objects;

    YourOwnStore(ConcurrentMap<String, byte[]> objects) {
        this.objects = objects;
    }

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(YourOwnStore::run);
    }

    static void run(Path directory) throws IOException {
        Path data = Scratch.makeTree(directory.resolve("data"));
        try (BackupStore store = new YourOwnStore(new ConcurrentHashMap<>());
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            repository.backup(FileTreeSource.of(data));
            store.list("", object -> System.out.println(object.size() + " bytes " + object.name()));
        }
    }

    @Override
    public String location() {
        return "a map";
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        ObjectNames.check(name);
        byte[] bytes;
        try (InputStream in = body.open()) {
            bytes = in.readAllBytes();
        }
        if (bytes.length != body.length()) {
            throw new IOException("The body of " + name + " says " + body.length() + " bytes and gave " + bytes.length);
        }
        // Atomic: of several writers one wins, and nothing is ever overwritten.
        if (objects.putIfAbsent(name, bytes) != null) {
            throw new ObjectExistsException(location(), name);
        }
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("Negative range " + offset + "+" + length + " of " + name);
        }
        byte[] bytes = objects.get(ObjectNames.check(name));
        if (bytes == null) {
            throw new ObjectMissingException(location(), name);
        }
        int start = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, start, (int) Math.min(length, bytes.length - start));
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) {
        ObjectNames.checkPrefix(prefix);
        objects.forEach((name, bytes) -> {
            if (name.startsWith(prefix)) {
                visitor.accept(new StoredObject(name, bytes.length));
            }
        });
    }

    @Override
    public void delete(String name) {
        objects.remove(ObjectNames.check(name));
    }

    @Override
    public void close() {
        // The map is the caller's.
    }
}
