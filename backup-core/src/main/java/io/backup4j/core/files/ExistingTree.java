package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all that is in a directory, in the order of paths; follows no links and passes over what is mounted there,
 * as far as it has another device: the same file system, mounted a second time, cannot be told. One thread at a time.
 */
final class ExistingTree {
    private final Deque<Level> levels = new ArrayDeque<>();
    private final long device;
    private final BiConsumer<EntryPath, IOException> unlisted;
    private @Nullable Place entered;
    private boolean hasMounts;

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

    /** Returns whether a file system of its own is mounted at a directory. */
    static boolean isMountPoint(Path directory, FileStat stat) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        return parent != null && FileStat.of(parent).device() != stat.device();
    }

    /**
     * Returns all that is in a directory, what holds other things before these; directories that cannot be listed as if
     * nothing were in them.
     *
     * @return null when something is mounted in it
     * @throws IOException when something cannot be looked at
     */
    static @Nullable List<Path> inside(Path directory) throws IOException {
        List<Path> inside = new ArrayList<>();
        ExistingTree tree = new ExistingTree(directory, (path, e) -> {});
        for (Place place = tree.next(); place != null; place = tree.next()) {
            inside.add(place.file());
        }
        return tree.hasMounts ? null : inside;
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
        if (stat == null) {
            return null;
        }
        if (stat.isDirectory() && stat.device() != device) {
            hasMounts = true;
            return null;
        }
        return new Place(name.in(level.directory()), name.path(), stat.isDirectory());
    }
}
