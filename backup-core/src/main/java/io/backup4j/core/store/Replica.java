package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A copy that may fail without harm. After a failure it is left alone until the next restore point, so that a location that is
 * down costs one failed call and not thousands. Safe for use by several threads.
 */
final class Replica {
    private final BackupStore store;
    private volatile @Nullable String failure;

    Replica(BackupStore store) {
        this.store = store;
    }

    BackupStore store() {
        return store;
    }

    /** Returns what failed since {@link #resume}, null when nothing did. */
    @Nullable
    String failure() {
        return failure;
    }

    void resume() {
        failure = null;
    }

    /** Returns what failed, null when the object is there now or the replica is being left alone. */
    @Nullable
    String put(String name, ObjectBody body) {
        return failure == null ? tried(() -> create(name, body)) : null;
    }

    /** Returns what failed, null when nothing did. */
    @Nullable
    String tried(StoreCall call) {
        try {
            call.run();
            return null;
        } catch (IOException | RuntimeException e) {
            String text = String.valueOf(e.getMessage());
            failure = text;
            return text;
        }
    }

    /** What stands in the way is a remainder: who creates an object has won its name at the primary. */
    void create(String name, ObjectBody body) throws IOException {
        try {
            store.put(name, body);
        } catch (ObjectExistsException remainder) {
            store.delete(name);
            store.put(name, body);
        }
    }
}
