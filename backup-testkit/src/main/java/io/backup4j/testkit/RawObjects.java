package io.backup4j.testkit;

import java.nio.file.Path;
import java.util.List;

/**
 * A way around the rules of a store, to do to its objects what disks and attackers do. Only while no store works on the
 * same objects. Errors of input and output come as {@link java.io.UncheckedIOException}.
 */
public interface RawObjects {
    /** Returns the raw objects of a store that keeps each object in a file of its name below {@code directory}. */
    static RawObjects in(Path directory) {
        return new RawFiles(directory);
    }

    /** Returns the names of all objects, sorted. */
    List<String> names();

    /**
     * Returns a copy of the bytes of an object.
     *
     * @throws IllegalArgumentException when there is no such object
     */
    byte[] readAll(String name);

    /** Makes {@code bytes} the content of an object, which is created when it is not there. */
    void overwrite(String name, byte[] bytes);

    /**
     * Removes an object.
     *
     * @throws IllegalArgumentException when there is no such object
     */
    void remove(String name);
}
