package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all that is in a directory, in the order of paths; follows no links and passes over what is mounted there.
 * One thread at a time.
 */
final class ExistingTree {
    private final Deque<Level> levels = new ArrayDeque<>();
    private final long device;
    private final BiConsumer<EntryPath, IOException> unlisted;
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

    /**
     * Begins.
     *
     * @param unlisted is told of directories that cannot be listed; they are passed on as if nothing were in them
     * @throws IOException when {@code root} cannot be looked at
     */
    ExistingTree(Path root, BiConsumer<EntryPath, IOException> unlisted) throws IOException {
        this.device = FileStat.of(root).device();
        this.unlisted = unlisted;
        this.entered = new Place(EntryPath.root(), root, true);
    }

    /**
     * Returns the next place, null after the last; the directory itself is not among them.
     *
     * @throws IOException when something cannot be looked at
     */
    @Nullable
    Place next() throws IOException {
        if (entered != null && entered.isDirectory()) {
            levels.push(new Level(entered.path(), names(entered).iterator()));
        }
        entered = null;
        while (entered == null && !levels.isEmpty()) {
            if (levels.peek().names().hasNext()) {
                entered = place(levels.peek());
            } else {
                levels.pop();
            }
        }
        return entered;
    }

    private List<FileName> names(Place directory) {
        try {
            return FileName.in(directory.file());
        } catch (IOException e) {
            unlisted.accept(directory.path(), e);
            return List.of();
        }
    }

    /** Returns the next place of a directory; null when it has vanished or something else is mounted there. */
    private @Nullable Place place(Level level) throws IOException {
        FileName name = level.names().next();
        FileStat stat = FileStat.ifPresent(name.path());
        if (stat == null || stat.isDirectory() && stat.device() != device) {
            return null;
        }
        return new Place(name.in(level.directory()), name.path(), stat.isDirectory());
    }
}
