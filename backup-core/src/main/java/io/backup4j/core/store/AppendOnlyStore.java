package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Creates and reads, and never deletes, with credentials that have been seen to be unable to. That is all that backing up, restoring, verifying and
 * marking restore points as deleted need; bringing them back, removing keys and reclaiming space fail. Closing closes the store inside. Safe for use by
 * several threads.
 */
public final class AppendOnlyStore extends ForwardingStore {
    private static final String TRIED = "probe/append-only";
    private static final int ATTEMPTS = 2;

    private AppendOnlyStore(BackupStore store) {
        super(store);
    }

    /**
     * Returns {@code store} after it has refused to delete: tries it with a small object {@code probe/append-only}, which is stored the first time and
     * stays.
     *
     * @throws IOException when the object could be deleted, or when nobody can tell
     */
    public static AppendOnlyStore proven(BackupStore store) throws IOException {
        try {
            store.put(TRIED, ObjectBody.of("An object that nobody may delete".getBytes(StandardCharsets.UTF_8)));
        } catch (ObjectExistsException fromAnEarlierTrial) {
            // It stays, as it should.
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            requireRefused(store);
        }
        return new AppendOnlyStore(store);
    }

    /** A failure alone proves nothing: the object must still be there, in a store that answers. */
    private static void requireRefused(BackupStore store) throws IOException {
        try {
            store.delete(TRIED);
        } catch (IOException refused) {
            try (InputStream in = store.read(TRIED, 0, 1)) {
                in.readAllBytes();
                return;
            } catch (IOException unknown) {
                unknown.addSuppressed(refused);
                throw new IOException(
                        "Could not find out whether objects can be deleted in " + store.location() + ": "
                                + unknown.getMessage(),
                        unknown);
            }
        }
        throw new IOException("Objects can be deleted in " + store.location()
                + ", which was to be used by creating only. Give credentials that have no right to delete");
    }

    /** Fails always. */
    @Override
    public void delete(String name) throws IOException {
        throw new IOException("Could not delete " + ObjectNames.check(name) + " from " + location()
                + ": it is used by creating only. Do it with credentials that may delete");
    }
}
