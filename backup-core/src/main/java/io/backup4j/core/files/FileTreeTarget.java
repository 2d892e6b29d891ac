package io.backup4j.core.files;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A directory into which entries are restored. It is made when it is not there.
 *
 * <p>What is there already and equals what is restored (kind, size and modification time, or where a link points) is
 * kept, so a restore that broke off can be repeated. What differs is in the way: the restore does not begin, unless
 * {@link #overwriting()} or {@link #mirroring()} allows it. Existing directories are filled; their owner, permissions
 * and times are left alone unless the restore overwrites or the target is empty.
 *
 * <p>A new file is written under its own name and deleted again when its content turns out damaged; an existing one is
 * replaced in one step by a file written beside it. Owner and group are set by name where the name is known here, else by
 * number; what the system refuses is reported once for all entries, and permissions that would run a file as somebody
 * else are then left out. A restore that is given up leaves what it has restored so far.
 *
 * <p>Nothing outside the directory is written or deleted: names cannot lead out of it, and symbolic links in it are
 * never followed, only the path given here may contain some. A directory is checked once, when something is first
 * restored into it: who may write to the target <em>while</em> the restore is going on can exchange a directory for a
 * link afterwards, and so direct files elsewhere. Restore with rights that others lack only to places where they cannot
 * write.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class FileTreeTarget implements RestoreTarget {
    private final Path root;
    private final ExistingFiles existing;

    private FileTreeTarget(Path root, ExistingFiles existing) {
        this.root = root;
        this.existing = existing;
    }

    /** Returns a target that refuses to replace or delete anything. */
    public static FileTreeTarget into(Path directory) {
        return new FileTreeTarget(directory, ExistingFiles.REFUSE);
    }

    /**
     * Returns this target, allowed to replace what differs from what is restored. A directory that is not empty is not
     * replaced by something else.
     */
    public FileTreeTarget overwriting() {
        return new FileTreeTarget(root, ExistingFiles.OVERWRITE);
    }

    /**
     * Returns this target, allowed to replace what differs and to delete all that is not among the entries restored. If
     * only some entries of a restore point are restored, <b>all others are deleted</b> from the directory. What is mounted
     * in the directory is left alone, and a file that is to stand where something is mounted is in conflict with it; other
     * than where a directory of the same file system is mounted a second time (a bind mount), which cannot be told from an
     * ordinary directory. Where the file system takes upper and lower case for the same, what is restored stays, and what
     * is kept, though it be there by a name in other letters.
     */
    public FileTreeTarget mirroring() {
        return new FileTreeTarget(root, ExistingFiles.MIRROR);
    }

    @Override
    public String location() {
        return root.toAbsolutePath().normalize().toString();
    }

    @Override
    public void plan(Iterable<Entry> entries, Consumer<? super PlannedAction> actions) throws IOException {
        new TreePlanner(root.toAbsolutePath(), existing, actions).plan(entries);
    }

    @Override
    public boolean isEmpty() throws IOException {
        if (!Files.isDirectory(root)) {
            return !Files.exists(root);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            return !files.iterator().hasNext();
        }
    }

    @Override
    public boolean isClear() throws IOException {
        return isEmpty() && isWritable(root);
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(nearestExisting(root)).getUsableSpace();
    }

    /** Returns whether nothing is deleted here for not being among the entries. */
    @Override
    public boolean takesPart() {
        return existing != ExistingFiles.MIRROR;
    }

    /** Returns the number of processors: making small files is work for the processor. */
    @Override
    public int concurrency() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public RestoreSession open(CancelSignal cancel) throws IOException {
        boolean wasEmpty = isEmpty();
        // A link to a directory is fine here, but createDirectories refuses it.
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
        }
        return TreeRestore.open(root.toRealPath(), wasEmpty, existing);
    }

    @Override
    public String toString() {
        return "FileTreeTarget[" + location() + ", " + existing + "]";
    }

    private static Path nearestExisting(Path path) throws IOException {
        for (Path place = path.toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.exists(place)) {
                return place;
            }
        }
        throw new NoSuchFileException(path.toString(), null, "Not even the root of its file system is there");
    }

    static boolean isWritable(Path directory) throws IOException {
        return Files.isWritable(nearestExisting(directory));
    }

    static IOException inTheWay(Path file, FileStat stat) {
        return new FileSystemException(file.toString(), null, "A " + stat.kind() + " is in the way");
    }
}
