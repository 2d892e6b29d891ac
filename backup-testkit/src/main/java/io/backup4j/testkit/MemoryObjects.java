package io.backup4j.testkit;

import io.backup4j.api.StoredObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects of one or more {@link InMemoryStore}s. Safe for use by several threads; arrays are never changed. */
final class MemoryObjects {
    final OpenStreams streams = new OpenStreams();

    private final TreeMap<String, byte[]> bytesByName = new TreeMap<>();
    private final Map<String, Hole> holes = new HashMap<>();

    /** Bytes of an object that cannot be read. */
    record Hole(int offset, int length) {}

    synchronized boolean create(String name, byte[] bytes) {
        requireNoClash(name);
        return bytesByName.putIfAbsent(name, bytes) == null;
    }

    synchronized void set(String name, byte[] bytes) {
        bytesByName.put(name, bytes);
        holes.remove(name);
    }

    synchronized void makeHole(String name, Hole hole) {
        holes.put(name, hole);
    }

    /** Returns an empty one where all can be read. */
    synchronized Hole hole(String name) {
        return holes.getOrDefault(name, new Hole(0, 0));
    }

    synchronized byte @Nullable [] get(String name) {
        return bytesByName.get(name);
    }

    synchronized boolean remove(String name) {
        holes.remove(name);
        return bytesByName.remove(name) != null;
    }

    synchronized List<StoredObject> all() {
        return bytesByName.entrySet().stream()
                .map(entry -> new StoredObject(entry.getKey(), entry.getValue().length))
                .toList();
    }

    /** A directory cannot hold a file and a directory of one name. */
    private void requireNoClash(String name) {
        String below = bytesByName.ceilingKey(name + "/");
        if (below != null && below.startsWith(name + "/")) {
            throw new IllegalArgumentException("The name " + name + " is the directory of " + below);
        }
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (bytesByName.containsKey(name.substring(0, slash))) {
                throw new IllegalArgumentException("A directory of the name " + name + " is an object");
            }
        }
    }
}
