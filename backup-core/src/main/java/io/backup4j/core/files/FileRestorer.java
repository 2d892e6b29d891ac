package io.backup4j.core.files;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Restores what is not a directory. Safe for use by several threads. */
final class FileRestorer {
    private final TargetDirectories directories;
    private final ExistingFiles existing;
    private final Creator creator;
    private final Attributes attributes;
    private final Set<EntryPath> failed = ConcurrentHashMap.newKeySet();

    /** Makes something new of a name that nobody has; leaves nothing behind when it fails. */
    private interface Maker {
        void make(Path file) throws IOException;
    }

    FileRestorer(TargetDirectories directories, ExistingFiles existing, Creator creator, Attributes attributes) {
        this.directories = directories;
        this.existing = existing;
        this.creator = creator;
        this.attributes = attributes;
    }

    void file(Entry entry, EntryContent content) throws IOException {
        boolean done = false;
        try {
            TargetDirectory parent = directories.at(entry.path().parent());
            place(parent, entry, file -> {
                write(file, entry, content);
                attributes.set(file, entry, present(file, entry, parent), parent.isAlone());
            });
            done = true;
        } finally {
            if (!done) {
                failed.add(entry.path());
            }
        }
    }

    /** Returns whose a file or link is that has just been made. */
    private Present present(Path file, Entry entry, TargetDirectory parent) throws IOException {
        return parent.isLikeRoot() ? creator.present(entry, parent.group()) : Present.of(FileStat.of(file));
    }

    void symbolicLink(Entry entry) throws IOException {
        TargetDirectory parent = directories.at(entry.path().parent());
        place(parent, entry, file -> {
            Path target = RawNames.linkPath(file.getFileSystem(), Objects.requireNonNull(entry.link()));
            link(file, () -> Files.createSymbolicLink(file, target));
            attributes.set(file, entry, present(file, entry, parent));
        });
    }

    void hardLink(Entry entry) throws IOException {
        EntryPath first = Existing.firstName(entry);
        Path firstFile = file(first);
        FileStat firstStat = FileStat.ifPresent(firstFile);
        if (firstStat == null || !firstStat.isFile() || failed.contains(first)) {
            throw new FileSystemException(
                    entry.path().toString(), null, "It is another name of " + first + ", which was not restored");
        }
        TargetDirectory parent = directories.at(entry.path().parent());
        FileStat present = parent.isFresh() ? null : FileStat.ifPresent(file(entry.path()));
        if (present == null || !present.isSameFile(firstStat)) {
            place(parent, entry, file -> link(file, () -> Files.createLink(file, firstFile)));
        }
    }

    private Path file(EntryPath path) throws IOException {
        return RawNames.child(directories.at(path.parent()).file(), path.name());
    }

    /** Makes it at its place, or beside it when something else has to go; or leaves what is there when it is the same. */
    private void place(TargetDirectory parent, Entry entry, Maker maker) throws IOException {
        Path file = RawNames.child(parent.file(), entry.path().name());
        FileStat stat = parent.isFresh() ? null : FileStat.ifPresent(file);
        if (stat == null) {
            maker.make(file);
        } else if (Existing.isSame(entry, file, stat)) {
            adjust(file, entry, stat);
        } else if (existing == ExistingFiles.REFUSE) {
            throw FileTreeTarget.inTheWay(file, stat);
        } else {
            replace(parent, file, stat, maker);
        }
    }

    /** What is kept is not touched where nothing may be overwritten. */
    private void adjust(Path file, Entry entry, FileStat stat) {
        if (existing != ExistingFiles.REFUSE) {
            attributes.set(file, entry, Present.of(stat));
        }
    }

    private void replace(TargetDirectory parent, Path file, FileStat stat, Maker maker) throws IOException {
        if (stat.isDirectory() && ExistingTree.isMountPoint(file, stat)) {
            throw mounted(file, "at");
        }
        Path beside = Creator.temporary(parent.file());
        maker.make(beside);
        boolean moved = false;
        try {
            if (stat.isDirectory()) {
                clear(file);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
            moved = true;
        } finally {
            if (!moved) {
                Files.deleteIfExists(beside);
            }
        }
    }

    /** Removes a directory; one that is not empty only where everything may be deleted that is not restored. */
    private void clear(Path directory) throws IOException {
        // What cannot be listed cannot be deleted either, which is told then.
        List<Path> inside = existing == ExistingFiles.MIRROR ? ExistingTree.inside(directory) : List.of();
        if (inside == null) {
            throw mounted(directory, "in");
        }
        for (int i = inside.size() - 1; i >= 0; i--) {
            Files.delete(inside.get(i));
        }
        Files.delete(directory);
    }

    private static IOException mounted(Path directory, String where) {
        return new FileSystemException(
                directory.toString(),
                null,
                "A file system is mounted " + where + " the directory that is in the way; unmount it first");
    }

    private void write(Path file, Entry entry, EntryContent content) throws IOException {
        boolean complete = false;
        try (FileSink sink = new FileSink(creator.file(file, entry))) {
            try {
                content.writeTo(sink);
                sink.finish();
                complete = true;
            } finally {
                if (!complete) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void link(Path file, Linker linker) throws IOException {
        try {
            linker.link();
        } catch (UnsupportedOperationException e) {
            throw new FileSystemException(file.toString(), null, "This file system has no such links");
        }
    }

    private interface Linker {
        void link() throws IOException;
    }
}
