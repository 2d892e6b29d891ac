package io.backup4j.core.files;

import io.backup4j.api.BackupSource;
import io.backup4j.api.SourceContext;
import io.backup4j.api.SourceSnapshot;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory with all that is in it, or a single file.
 *
 * <p>Kept are names as bytes, content, kind, owner and group by number and name, permissions with set-user-id,
 * set-group-id and sticky bit, modification times to the nanosecond, symbolic links as they are, hard links within the
 * tree, and the extended attributes of files and directories called {@code user.*}. Not kept are access control lists,
 * capabilities and access times, which Java cannot read. Named pipes, sockets and devices are left out with a warning.
 * Symbolic links are not followed, except by the path given here.
 *
 * <p>The tree is read while others may write to it; what changes or vanishes meanwhile is reported and does not end the
 * run. For a view of one moment back up a snapshot that the file system has made. Who may write to the tree and is quick
 * can exchange a directory for a link while it is being entered; back up the trees of people you do not trust without
 * rights that they lack.
 *
 * <p><b>SQLite databases in use are left out, each with a warning</b>: a file that has a {@code -wal}, {@code -shm} or
 * {@code -journal} file beside it, together with these, and on Linux a file named like a database ({@code .db},
 * {@code .sqlite}, {@code .sqlite3}, {@code .db3}, {@code .s3db}, {@code .sl3}) that this process has open when it is
 * listed. A copy of a database in use can be torn, and reading its file takes away the locks of this process. Add a
 * SQLite source for them, or see {@link #includingSqliteFiles()}.
 *
 * <p>Globs are matched against paths relative to the directory: {@code *} and {@code ?} stay within a name, {@code **}
 * crosses names, {@code [a-z]} and {@code [!a]} are sets, <code>{a,b}</code> are alternatives, a backslash takes the next
 * sign as it is. A pattern without a slash means names at any depth; a slash at the beginning binds it to the top.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class FileTreeSource implements BackupSource {
    private final Path root;
    private final TreeOptions options;

    private FileTreeSource(Path root, TreeOptions options) {
        this.root = root;
        this.options = options;
    }

    /** Returns all of a directory, or a single file. What is there is looked at when the source is opened. */
    public static FileTreeSource of(Path root) {
        return new FileTreeSource(root, TreeOptions.DEFAULT);
    }

    /**
     * Returns this source, confined to what matches one of the globs given so far, with all that is below it and the
     * directories above it. Directories below which no glob can match are not entered; of others that cannot be listed only
     * those count as missing that match or that a glob names as where something lies, as {@code home/me/*.txt} does with
     * {@code home/me}, and there is a warning for the rest.
     *
     * @throws IllegalArgumentException when a glob is not well-formed
     */
    public FileTreeSource including(String... globs) {
        return new FileTreeSource(root, options.including(List.of(globs)));
    }

    /**
     * Returns this source without what matches one of the globs, and all that is below it, even if it is included.
     *
     * @throws IllegalArgumentException when a glob is not well-formed
     */
    public FileTreeSource excluding(String... globs) {
        return new FileTreeSource(root, options.excluding(List.of(globs)));
    }

    /** Returns this source without what lies on other file systems; of what is mounted in the tree the empty directory stays. */
    public FileTreeSource oneFileSystem() {
        return new FileTreeSource(root, options.onOneFileSystem());
    }

    /**
     * Returns this source with files that look like SQLite databases. For those that no program has open, above all not
     * this process: reading such a file takes away the locks that the process holds on it.
     */
    public FileTreeSource includingSqliteFiles() {
        return new FileTreeSource(root, options.withSqliteFiles());
    }

    @Override
    public String type() {
        return "files";
    }

    @Override
    public String location() {
        return root.toAbsolutePath().normalize().toString();
    }

    @Override
    public SourceSnapshot open(SourceContext context) throws IOException {
        Path real = realRoot();
        FileStat stat = FileStat.of(real);
        TreeReader reader = new TreeReader(options, stat.device());
        List<Item> start = stat.isDirectory() ? reader.root(real, stat) : single(reader, real, stat);
        return new FileTreeSnapshot(new TreeWalk(context, start), context);
    }

    @Override
    public String toString() {
        return "FileTreeSource[" + location() + "]";
    }

    private Path realRoot() throws IOException {
        try {
            return root.toRealPath();
        } catch (NoSuchFileException e) {
            throw missing(e);
        }
    }

    private IOException missing(NoSuchFileException cause) {
        NoSuchFileException missing =
                new NoSuchFileException(location(), null, "What is to be backed up does not exist; check the path");
        missing.initCause(cause);
        return missing;
    }

    private List<Item> single(TreeReader reader, Path file, FileStat stat) throws IOException {
        FileName name = FileName.of(file);
        if (!stat.isFile()) {
            throw new FileSystemException(location(), null, "Neither a directory nor a file but a " + stat.kind());
        }
        if (!options.sqliteFiles() && SqliteFiles.beside(name).verdict(name, stat) != SqliteFiles.Verdict.ORDINARY) {
            throw new FileSystemException(location(), null, SqliteFiles.advice());
        }
        return reader.single(name, stat);
    }
}
