package io.backup4j.testkit;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hands everything on to another store, except that a new object is neither listed nor readable at first. Its name is
 * taken at once. So it breaks one promise of {@link BackupStore}: to find out what relies on it.
 *
 * <p>Safe for use by several threads.
 */
public final class EventuallyConsistentStore implements BackupStore {
    private final BackupStore store;
    private final Visibility visibility;

    private EventuallyConsistentStore(BackupStore store, Visibility visibility) {
        this.store = store;
        this.visibility = visibility;
    }

    /**
     * Returns a store that hands everything on to {@code store}.
     *
     * @param delay how many further calls of read and list do not see a new object; {@link Integer#MAX_VALUE} for all
     *     until {@link #settle}
     */
    public static EventuallyConsistentStore over(BackupStore store, int delay) {
        return new EventuallyConsistentStore(store, new Visibility(delay));
    }

    /** Returns a store over {@code again}, the same objects opened once more, that sees what this one sees. */
    public EventuallyConsistentStore beside(BackupStore again) {
        return new EventuallyConsistentStore(again, visibility);
    }

    /** Makes everything that was put so far readable and listed. */
    public void settle() {
        visibility.settle();
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        // Before, so that it never shows for a moment; what is there already stays seen.
        if (!exists(name)) {
            visibility.hide(name);
        }
        store.put(name, body);
        visibility.hide(name);
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        if (visibility.isHidden(name, visibility.countCall())) {
            throw new ObjectMissingException(location(), name);
        }
        return store.read(name, offset, length);
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        long call = visibility.countCall();
        store.list(prefix, object -> {
            if (!visibility.isHidden(object.name(), call)) {
                visitor.accept(object);
            }
        });
    }

    @Override
    public void delete(String name) throws IOException {
        store.delete(name);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private boolean exists(String name) throws IOException {
        try (InputStream in = store.read(name, 0, 0)) {
            return in.read() < 0;
        } catch (ObjectMissingException e) {
            return false;
        }
    }

    /** Which objects are hidden, counted in calls of read and list. */
    private static final class Visibility {
        private final int delay;
        private final Map<String, Long> hiddenUntil = new HashMap<>();
        private long calls;

        Visibility(int delay) {
            this.delay = delay;
        }

        synchronized void hide(String name) {
            hiddenUntil.put(name, calls + delay);
        }

        synchronized boolean isHidden(String name, long call) {
            return hiddenUntil.getOrDefault(name, 0L) >= call;
        }

        synchronized long countCall() {
            return ++calls;
        }

        synchronized void settle() {
            hiddenUntil.clear();
        }
    }
}
