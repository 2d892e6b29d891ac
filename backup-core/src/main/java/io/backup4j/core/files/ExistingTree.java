package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through all that is in a directory, in the order of paths; follows no links. One thread at a time. */
final class ExistingTree {
    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable Place entered;

    /**
     * Something that is there.
     *
     * @param path where, seen from the directory
     * @param file where, for the system
     * @param isDirectory whether it holds other things
     */
    record Place(EntryPath path, Path file, boolean isDirectory) {}

    private record Level(EntryPath directory, Iterator<FileName> names) {}

    ExistingTree(Path root) {
        this.entered = new Place(EntryPath.root(), root, true);
    }

    /**
     * Returns the next place, null after the last; the directory itself is not among them.
     *
     * @throws IOException when a directory cannot be listed
     */
    @Nullable
    Place next() throws IOException {
        if (entered != null && entered.isDirectory()) {
            List<FileName> names = FileName.in(entered.file());
            levels.push(new Level(entered.path(), names.iterator()));
        }
        while (!levels.isEmpty() && !levels.peek().names().hasNext()) {
            levels.pop();
        }
        entered = levels.isEmpty() ? null : place(levels.peek());
        return entered;
    }

    private static Place place(Level level) throws IOException {
        FileName name = level.names().next();
        return new Place(
                name.in(level.directory()),
                name.path(),
                FileStat.of(name.path()).isDirectory());
    }
}
