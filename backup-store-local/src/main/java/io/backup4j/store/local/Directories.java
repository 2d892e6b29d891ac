package io.backup4j.store.local;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The directories of a store: makes them, makes them durable, refuses links in their place. */
final class Directories {
    private static final boolean CAN_FORCE = File.separatorChar == '/';

    private final Path root;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();
    private volatile boolean rootSeen;

    Directories(Path root) {
        this.root = root;
    }

    /** Makes {@code directory}, the root or below it, and all above it; on return it survives a crash. */
    void prepare(Path directory) throws IOException {
        if (directory.equals(root)) {
            requireNotVanished();
            makeRoot(root);
            rootSeen = true;
            return;
        }
        Path parent = above(directory);
        prepare(parent);
        if (!isRealDirectory(directory)) {
            make(directory);
        }
        // Once for each directory, even if another process made it: that one may not have come so far yet.
        if (!durable.contains(directory)) {
            force(parent);
            durable.add(directory);
        }
    }

    /** Fails when the root was there and is not any more, or is no directory. */
    void requireNotVanished() throws IOException {
        // Looked at twice further down, because another process may make it between two looks.
        if (Files.isDirectory(root)) {
            rootSeen = true;
        } else if (rootSeen) {
            throw new IOException(
                    "The directory " + root + " of the store has vanished; check that its disk is mounted");
        } else if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new IOException("The store " + root + " is not a directory; name one");
        }
    }

    /**
     * Fails when {@code file} is not a regular file that is reached without a link.
     *
     * @throws NoSuchFileException when nothing or a directory is there
     */
    void requireObject(Path file) throws IOException {
        requireNoLinks(above(file));
        BasicFileAttributes found = look(file);
        if (found.isDirectory()) {
            throw new NoSuchFileException(file.toString());
        }
        if (!found.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "is in the way and not a file; move it elsewhere");
        }
        rootSeen = true;
    }

    /**
     * Fails when {@code directory}, or one between it and the root, is a link.
     *
     * @throws NoSuchFileException when one is missing or a file
     */
    void requireNoLinks(Path directory) throws IOException {
        for (Path place = directory; !place.equals(root); place = above(place)) {
            BasicFileAttributes found = look(place);
            if (found.isSymbolicLink()) {
                throw new FileSystemException(place.toString(), null, "is a link, which a store does not follow");
            }
            if (!found.isDirectory()) {
                throw new NoSuchFileException(directory.toString());
            }
        }
    }

    /** Makes names that were given in {@code directory} survive a crash of the machine. */
    static void force(Path directory) throws IOException {
        if (CAN_FORCE) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** What is above the root is the user's: it may be linked, and is forced only where it was made here. */
    private static void makeRoot(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Path parent = above(directory);
            makeRoot(parent);
            make(directory);
            force(parent);
        }
    }

    private static void make(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            // Another writer was faster, or something else is there.
            if (!isRealDirectory(directory)) {
                throw new FileSystemException(directory.toString(), null, "is in the way and not a directory");
            }
        }
    }

    private static boolean isRealDirectory(Path directory) {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    }

    private static BasicFileAttributes look(Path place) throws IOException {
        return Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    static Path above(Path place) throws IOException {
        Path parent = place.getParent();
        if (parent == null) {
            throw new NoSuchFileException(place.toString());
        }
        return parent;
    }
}
