package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A copy that may fail without harm. After a failure it is left alone until the next restore point, so that a location that is
 * down costs one failed call and not thousands. Safe for use by several threads.
 */
final class Replica {
    private final BackupStore store;
    private volatile @Nullable String failure;
    private @Nullable Identity identity;
    private @Nullable IOException unidentified;

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

    synchronized void resume() {
        failure = null;
        identity = null;
        unidentified = null;
    }

    /** Returns which repository is there. The config is read once until {@link #resume}, and where that fails it is not tried again either. */
    synchronized Identity identity() throws IOException {
        if (unidentified != null) {
            throw unidentified;
        }
        try {
            Identity found = identity == null ? Identity.of(store) : identity;
            identity = found;
            return found;
        } catch (IOException | RuntimeException e) {
            IOException failed = new IOException(String.valueOf(e.getMessage()), e);
            unidentified = failed;
            throw failed;
        }
    }

    /** Returns which repository is there, or {@code other} where that cannot be found out: what is then to be done there fails and tells why. */
    Identity identityOr(Identity other) {
        try {
            return identity();
        } catch (IOException e) {
            return other;
        }
    }

    /** Returns what failed, null when nothing did. */
    @Nullable
    String tried(StoreCall call) {
        try {
            call.run();
            return null;
        } catch (IOException | RuntimeException | Error e) {
            // The message of an error, say of a missing class, tells nothing without its name.
            String text = e instanceof Error ? e.toString() : String.valueOf(e.getMessage());
            failure = text;
            return text;
        }
    }
}
