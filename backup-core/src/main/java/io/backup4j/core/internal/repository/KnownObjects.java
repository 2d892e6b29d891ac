package io.backup4j.core.internal.repository;

import io.backup4j.api.StoredObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sealed small objects that have been read and found sound. They never change, so an operation on an open repository asks the
 * store only for what has come since: on a store far away, reading fifty restore points again and again is what takes longest.
 * Safe for use by several threads.
 */
final class KnownObjects {
    /** Bytes that all of them may take. */
    private static final long MOST_BYTES = 16 << 20;

    private final @Nullable ObjectCache cache;
    private final Map<String, byte[]> objects = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    /** Keeps them in {@code cache} too, which outlives the process; null for none. */
    KnownObjects(@Nullable ObjectCache cache) {
        this.cache = cache;
    }

    /** Returns whether an object need not be read, unless its file in the cache turns out to be damaged. */
    boolean has(String name) {
        return remembered(name).isPresent() || cache != null && cache.has(name);
    }

    Optional<byte[]> get(String name) {
        Optional<byte[]> remembered = remembered(name);
        if (remembered.isPresent() || cache == null) {
            return remembered;
        }
        Optional<byte[]> cached = cache.get(name);
        cached.ifPresent(object -> remember(name, object));
        return cached;
    }

    void put(String name, byte[] object) {
        remember(name, object);
        if (cache != null) {
            cache.put(name, object);
        }
    }

    /** Removes from the cache what is below a prefix and has not been listed. */
    void keepOnly(String prefix, List<StoredObject> listed) {
        if (cache != null) {
            cache.keepOnly(prefix, listed.stream().map(StoredObject::name).collect(Collectors.toSet()));
        }
    }

    /** Forgets all, in memory and for good. */
    void clear() {
        forgetAll();
        if (cache != null) {
            cache.clear();
        }
    }

    private synchronized Optional<byte[]> remembered(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    /** Makes room by forgetting what has not been asked for longest. */
    private synchronized void remember(String name, byte[] object) {
        if (object.length > MOST_BYTES / 4) {
            return;
        }
        forget(name);
        objects.put(name, object);
        bytes += object.length;
        while (bytes > MOST_BYTES) {
            forget(objects.keySet().iterator().next());
        }
    }

    /** Forgets what is in memory. */
    synchronized void forgetAll() {
        objects.clear();
        bytes = 0;
    }

    private void forget(String name) {
        byte[] old = objects.remove(name);
        bytes -= old == null ? 0 : old.length;
    }
}
