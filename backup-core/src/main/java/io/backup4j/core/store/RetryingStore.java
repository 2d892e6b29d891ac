package io.backup4j.core.store;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ForwardingStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tries again what failed, after a while that doubles and varies; a stream that breaks goes on where it broke. What is final
 * (there is such an object, there is none, its bytes are lost, the store refuses) is final, and so is being interrupted.
 *
 * <p>When a put is refused after an earlier attempt failed, that attempt may have been stored: the object then counts as stored
 * if its bytes are those of the body. So bodies of names that several writers want must differ, as those of the engine do.
 *
 * <p>Closing closes the store inside. Safe for use by several threads.
 */
public final class RetryingStore extends ForwardingStore {
    private final Patience patience;

    RetryingStore(BackupStore store, Patience patience) {
        super(store);
        this.patience = patience;
    }

    /**
     * Returns a store that tries {@code store} again.
     *
     * @param attempts how often at most, 1 to 100; the waits begin at a second and do not exceed a minute
     */
    public static RetryingStore over(BackupStore store, int attempts) {
        return new RetryingStore(store, Patience.of(attempts));
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        boolean[] failed = new boolean[1];
        patience.attempt(() -> {
            try {
                store.put(name, body);
            } catch (ObjectExistsException e) {
                if (!failed[0] || !isStored(name, body)) {
                    throw e;
                }
            } catch (IOException e) {
                failed[0] = true;
                throw e;
            }
        });
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        return new ResumedStream(at -> store.read(name, at, left(offset, length, at)), offset, patience);
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        Set<String> told = new HashSet<>();
        patience.attempt(() -> store.list(prefix, object -> {
            if (told.add(object.name())) {
                visitor.accept(object);
            }
        }));
    }

    @Override
    public void delete(String name) throws IOException {
        patience.attempt(() -> store.delete(name));
    }

    private static long left(long offset, long length, long at) {
        return length == TO_END ? TO_END : length - (at - offset);
    }

    private boolean isStored(String name, ObjectBody body) throws IOException {
        try (InputStream stored = store.read(name, 0, TO_END);
                InputStream mine = body.open()) {
            byte[] piece = new byte[64 << 10];
            for (int count = mine.readNBytes(piece, 0, piece.length);
                    count > 0;
                    count = mine.readNBytes(piece, 0, piece.length)) {
                byte[] other = stored.readNBytes(count);
                if (!Arrays.equals(piece, 0, count, other, 0, other.length)) {
                    return false;
                }
            }
            return stored.read() < 0;
        } catch (ObjectMissingException deletedSince) {
            return false;
        }
    }
}
