package io.backup4j.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one system call tells of a file; a symbolic link is not followed.
 *
 * @param isPosix whether there are owner, group and permissions; if not, only the kind in {@code mode} counts
 * @param mode kind and permissions as the system keeps them
 * @param size bytes
 * @param modified when the content last changed
 * @param changed when content or attributes last changed; when it was created, on systems that know no such time
 * @param uid number of the owner
 * @param gid number of the group
 * @param links how many names the file has
 * @param device number of the file system
 * @param inode number of the file in its file system; 0 on systems without
 * @param key what the platform tells files apart by; null on systems that do not number files
 */
record FileStat(
        boolean isPosix,
        int mode,
        long size,
        Instant modified,
        Instant changed,
        long uid,
        long gid,
        int links,
        long device,
        long inode,
        @Nullable Object key) {
    private static final int KIND = 0xf000;
    private static final int FILE = 0x8000;
    private static final int DIRECTORY = 0x4000;
    private static final int LINK = 0xa000;
    /** These and no more: each name of an owner would cost a look into the user database. */
    private static final String WANTED = "unix:mode,size,lastModifiedTime,ctime,uid,gid,nlink,dev,ino,fileKey";

    /** Looks at {@code path} itself, whatever it is. */
    static FileStat of(Path path) throws IOException {
        if (isUnix(path)) {
            return unix(Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS));
        }
        return basic(basicOf(path));
    }

    /** Returns what of {@code path} itself tells whether its content has changed; cheaper than {@link #of}. */
    static BasicFileAttributes basicOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Looks at {@code path} itself; null when nothing is there. */
    static @Nullable FileStat ifPresent(Path path) throws IOException {
        try {
            return of(path);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Returns whether files there have an owner, a group and permissions. */
    static boolean isUnix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    boolean isFile() {
        return (mode & KIND) == FILE;
    }

    boolean isDirectory() {
        return (mode & KIND) == DIRECTORY;
    }

    boolean isLink() {
        return (mode & KIND) == LINK;
    }

    int permissions() {
        return mode & 07777;
    }

    /** Returns whether both are of one and the same file; never, on systems that do not number files. */
    boolean isSameFile(FileStat other) {
        return key != null && key.equals(other.key);
    }

    /** Returns whether nothing speaks against both being of the same file with the same content. */
    boolean hasContentOf(FileStat other) {
        return size == other.size && modified.equals(other.modified) && Objects.equals(key, other.key);
    }

    /** Returns whether nothing speaks against {@code other} being of the same file with the same content. */
    boolean hasContentOf(BasicFileAttributes other) {
        return size == other.size()
                && modified.equals(other.lastModifiedTime().toInstant())
                && Objects.equals(key, other.fileKey());
    }

    /** Returns what this is, for people. */
    String kind() {
        return switch (mode & KIND) {
            case FILE -> "file";
            case DIRECTORY -> "directory";
            case LINK -> "symbolic link";
            case 0x1000 -> "named pipe";
            case 0x2000 -> "character device";
            case 0x6000 -> "block device";
            case 0xc000 -> "socket";
            default -> "special file";
        };
    }

    private static FileStat unix(Map<String, Object> values) {
        return new FileStat(
                true,
                (int) number(values, "mode"),
                number(values, "size"),
                time(values, "lastModifiedTime"),
                time(values, "ctime"),
                number(values, "uid") & 0xffff_ffffL,
                number(values, "gid") & 0xffff_ffffL,
                (int) number(values, "nlink"),
                number(values, "dev"),
                number(values, "ino"),
                values.get("fileKey"));
    }

    private static FileStat basic(BasicFileAttributes basic) {
        int kind = basic.isSymbolicLink() ? LINK : basic.isDirectory() ? DIRECTORY : basic.isRegularFile() ? FILE : 0;
        return new FileStat(
                false,
                kind,
                basic.size(),
                basic.lastModifiedTime().toInstant(),
                basic.creationTime().toInstant(),
                0,
                0,
                1,
                0,
                0,
                basic.fileKey());
    }

    private static long number(Map<String, Object> values, String name) {
        if (values.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("No attribute " + name);
    }

    private static Instant time(Map<String, Object> values, String name) {
        if (values.get(name) instanceof FileTime time) {
            return time.toInstant();
        }
        throw new IllegalStateException("No attribute " + name);
    }
}
