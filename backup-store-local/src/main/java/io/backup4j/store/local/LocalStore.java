package io.backup4j.store.local;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectNames;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Keeps each object in a file of its name below a directory.
 *
 * <p>The directory is made by the first {@link #put}. Once this store has seen it, it is never made again: when it has
 * gone, a disk was taken away, and every call says so instead of taking the bare place for an empty store.
 *
 * <p>An object is written to a file in {@code .tmp}, forced to the disk, and then given its name by a hard link, which
 * fails when the name is taken; file systems without hard links are served by renaming under a file lock. Put is
 * durable by {@code fsync} on the file and on its directory; Windows has no such thing for directories and keeps a
 * journal of them instead. A removal is not forced: after a crash of the machine the object may be back.
 *
 * <p>Where a disk fails to read a file that can be opened, and fails again when it is opened anew, {@link
 * io.backup4j.api.ObjectUnreadableException} gives up 16 KiB, so that a bad sector costs no more.
 *
 * <p>Names that begin with a dot are not listed. Symbolic links below the directory are neither followed nor replaced.
 *
 * <p>Safe for use by several threads and several processes.
 */
public final class LocalStore implements BackupStore {
    private final Path root;
    private final Directories directories;
    private final Incoming incoming;
    private final StoredFile.Opener opener;

    LocalStore(Path directory, Publisher publisher) {
        this(directory, publisher, StoredFile::openChannel);
    }

    LocalStore(Path directory, Publisher publisher, StoredFile.Opener opener) {
        this.root = directory.toAbsolutePath();
        this.directories = new Directories(root);
        this.incoming = new Incoming(root.resolve(".tmp"), directories, publisher);
        this.opener = opener;
    }

    /** Returns the store in {@code directory}, which need not exist yet. Touches nothing. */
    public static LocalStore at(Path directory) {
        return new LocalStore(directory, Publisher::linkOrMove);
    }

    /** Returns the absolute path of the directory. */
    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        Path file = file(name);
        if (!create(name, file, body)) {
            throw refusal(name, file);
        }
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        Path file = file(name);
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("Negative range " + offset + "+" + length + " of " + name);
        }
        try {
            directories.requireObject(file);
            return RangeStream.open(new StoredFile(root, name, file, opener), offset, length);
        } catch (NoSuchFileException e) {
            directories.requireNotVanished();
            throw new ObjectMissingException(location(), name);
        } catch (IOException e) {
            throw Failure.of("read " + name + " from", root, e);
        }
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        ObjectNames.checkPrefix(prefix);
        try {
            directories.requireNoLinks(root.resolve(prefix));
            // The root itself may be a link, which a walk would not follow.
            Path real = root.toRealPath();
            Files.walkFileTree(real.resolve(prefix), new Listing(real, visitor));
        } catch (NoSuchFileException e) {
            directories.requireNotVanished();
        } catch (IOException e) {
            throw Failure.of("list '" + prefix + "' of", root, e);
        }
        // A disk that is taken away looks like objects being deleted one by one.
        directories.requireNotVanished();
    }

    @Override
    public void delete(String name) throws IOException {
        Path file = file(name);
        try {
            directories.requireObject(file);
            Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            directories.requireNotVanished();
        } catch (IOException e) {
            throw Failure.of("delete " + name + " from", root, e);
        }
    }

    /** Does nothing: no resource is held between calls. */
    @Override
    public void close() {}

    private Path file(String name) {
        return root.resolve(ObjectNames.check(name));
    }

    private boolean create(String name, Path file, ObjectBody body) throws IOException {
        try {
            directories.prepare(Directories.above(file));
            // Saves writing what would be thrown away; the decision falls when the name is given.
            return !Files.exists(file, LinkOption.NOFOLLOW_LINKS) && incoming.store(body, file);
        } catch (IOException e) {
            throw Failure.ofPut(name, body.length(), root, e);
        }
    }

    private IOException refusal(String name, Path file) {
        try {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(
                        file.toString(), null, "is a directory and cannot be an object too");
            }
            directories.requireObject(file);
            // Who is told that the name is taken may build on the object, so it has to survive a crash from here on.
            Directories.force(Directories.above(file));
            return new ObjectExistsException(location(), name);
        } catch (NoSuchFileException deletedSince) {
            return new ObjectExistsException(location(), name);
        } catch (IOException e) {
            return Failure.of("store " + name + " in", root, e);
        }
    }
}
