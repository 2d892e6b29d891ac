package io.backup4j.core.files;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The directories of the target: makes them, or checks once that what is there is a directory and no link. Safe for use
 * by several threads.
 */
final class TargetDirectories {
    private static final int OWNER_ALL = 0700;

    private final ExistingFiles existing;
    private final Creator creator;
    private final boolean rootWasEmpty;
    private final Map<EntryPath, TargetDirectory> known = new ConcurrentHashMap<>();
    /** Those whose attributes are still to be set, which would be spoilt by what is restored into them. */
    private final Queue<Entry> unfinished = new ConcurrentLinkedQueue<>();

    TargetDirectories(Path root, boolean wasEmpty, ExistingFiles existing, Creator creator) throws IOException {
        this.existing = existing;
        this.creator = creator;
        this.rootWasEmpty = wasEmpty;
        FileStat stat = FileStat.of(root);
        boolean isAlone = wasEmpty && creator.excludesOthers(stat);
        known.put(EntryPath.root(), new TargetDirectory(root, wasEmpty, isAlone, true, creator.groupIn(stat)));
    }

    /**
     * Returns a directory, made now if it is not there.
     *
     * @throws IOException when it cannot be made, or something else stands there or above it
     */
    TargetDirectory at(EntryPath path) throws IOException {
        TargetDirectory directory = known.get(path);
        if (directory != null) {
            return directory;
        }
        return enter(path, new Entry(path, EntryKind.DIRECTORY, 0, null, null, null, Map.of()), ExistingFiles.REFUSE);
    }

    /**
     * Restores a directory; its attributes are set at the end.
     *
     * @throws IOException when it cannot be made, or something else stands there or above it
     */
    void restore(Entry entry) throws IOException {
        EntryPath path = entry.path();
        boolean isFresh =
                path.isRoot() ? rootWasEmpty : enter(path, entry, existing).isFresh();
        if (isFresh || existing != ExistingFiles.REFUSE) {
            unfinished.add(entry);
        }
    }

    /** Sets what is still to be set, from the inside out; a directory that has vanished meanwhile goes to the troubles. */
    void finish(Attributes attributes) {
        List<Entry> deepestFirst = new ArrayList<>(unfinished);
        deepestFirst.sort(Comparator.comparing(Entry::path).reversed());
        for (Entry entry : deepestFirst) {
            attributes.set(entry, () -> at(entry.path()).file());
        }
    }

    /** Opens a directory that even its owner may not write to; the entry's own permissions follow at the end. */
    private static void letIn(Path directory, Entry entry, FileStat stat) {
        boolean isClosed = stat.isPosix() && (stat.permissions() & OWNER_ALL) != OWNER_ALL;
        if (isClosed && entry.posix() != null) {
            try {
                Files.setAttribute(directory, "unix:mode", stat.permissions() | OWNER_ALL);
            } catch (IOException notOurs) {
                // If it matters, what cannot be written into it says so.
            }
        }
    }

    /** Other than with {@code existing}, what is in the way of a directory that nobody wants as such is never removed. */
    private TargetDirectory enter(EntryPath path, Entry entry, ExistingFiles mode) throws IOException {
        TargetDirectory parent = at(path.parent());
        Path file = RawNames.child(parent.file(), path.name());
        TargetDirectory directory = make(parent, file, entry, mode);
        TargetDirectory first = known.putIfAbsent(path, directory);
        return first == null ? directory : first;
    }

    private TargetDirectory make(TargetDirectory parent, Path file, Entry entry, ExistingFiles mode)
            throws IOException {
        try {
            creator.directory(file, entry);
        } catch (FileAlreadyExistsException e) {
            FileStat stat = FileStat.of(file);
            if (stat.isDirectory()) {
                if (mode != ExistingFiles.REFUSE) {
                    letIn(file, entry, stat);
                }
                return new TargetDirectory(file, false, false, false, creator.groupIn(stat));
            }
            if (mode == ExistingFiles.REFUSE) {
                throw FileTreeTarget.inTheWay(file, stat);
            }
            Files.delete(file);
            creator.directory(file, entry);
        }
        boolean isAlone = parent.isLikeRoot() && creator.excludesOthers(entry);
        return new TargetDirectory(file, true, isAlone, parent.isLikeRoot(), parent.group());
    }
}
