package io.backup4j.core.internal.repository;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sealed small objects that have been read and found sound. They never change, so an operation on an open repository asks the
 * store only for what has come since: on a store far away, reading fifty restore points again and again is what takes longest.
 * Safe for use by several threads.
 */
final class KnownObjects {
    /** Bytes that all of them may take. */
    private static final long MOST_BYTES = 16 << 20;

    private final Map<String, byte[]> objects = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    synchronized Optional<byte[]> get(String name) {
        return Optional.ofNullable(objects.get(name));
    }

    /** Makes room by forgetting what has not been asked for longest. */
    synchronized void put(String name, byte[] object) {
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

    synchronized void forgetAll() {
        objects.clear();
        bytes = 0;
    }

    private void forget(String name) {
        byte[] old = objects.remove(name);
        bytes -= old == null ? 0 : old.length;
    }
}
