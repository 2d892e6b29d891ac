package io.backup4j.core.files;

import io.backup4j.api.Entry;
import io.backup4j.api.PosixAttributes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes files and directories and knows whose they are then, without looking at each: a first file has shown what this
 * process and the system make of it there and in what is made there. Immutable.
 */
final class Creator {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?>[] NONE = {};
    private static final PosixFilePermission[] BITS = PosixFilePermission.values();
    private static final int ALL = 0777;
    private static final int OWNER_ALL = 0700;
    private static final int OWNER_READ = 0400;
    private static final int OWNER_WRITE = 0200;
    private static final int OTHERS_WRITE = 022;
    private static final int SET_GROUP_ID = 02000;

    private final boolean isUnix;
    private final Present first;

    private Creator(boolean isUnix, Present first) {
        this.isUnix = isUnix;
        this.first = first;
    }

    /**
     * Makes and deletes the first file. The directory keeps its time, as nothing may be restored into it after all.
     *
     * @throws IOException when nothing can be made in {@code root}
     */
    static Creator in(Path root) throws IOException {
        boolean isUnix = FileStat.isUnix(root);
        FileTime modified = Files.getLastModifiedTime(root);
        Path probe = temporary(root);
        Files.createFile(probe, isUnix ? attributes(ALL) : NONE);
        try {
            return new Creator(isUnix, Present.of(FileStat.of(probe)));
        } finally {
            Files.delete(probe);
            putBack(root, modified);
        }
    }

    private static void putBack(Path directory, FileTime modified) {
        try {
            Files.setLastModifiedTime(directory, modified);
        } catch (IOException notOurs) {
            // Who may write to a directory of somebody else may not set its times.
        }
    }

    /** Returns a name in {@code directory} that nobody has. */
    static Path temporary(Path directory) {
        return directory.resolve(
                ".backup4j-" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
    }

    /** Returns whose the files are that this process makes. */
    long self() {
        return first.uid();
    }

    /** Returns to which group belongs what is made in an existing directory. */
    long groupIn(FileStat directory) {
        return (directory.mode() & SET_GROUP_ID) != 0 ? directory.gid() : first.gid();
    }

    /** Returns whose a new file or link is in the directory of the first file, or below it in directories made since. */
    Present present(Entry entry, long group) {
        return new Present(first.uid(), group, fileMode(entry) & first.mode());
    }

    /** Opens a new file. */
    FileChannel file(Path file, Entry entry) throws IOException {
        return FileChannel.open(file, NEW, isUnix && entry.posix() != null ? attributes(fileMode(entry)) : NONE);
    }

    /** Makes a new directory. Until all is in it, its owner may do everything with it. */
    void directory(Path directory, Entry entry) throws IOException {
        Files.createDirectory(directory, isUnix && entry.posix() != null ? attributes(directoryMode(entry)) : NONE);
    }

    /** Returns whether nobody else may write to a directory that has just been made. */
    boolean excludesOthers(Entry directory) {
        return isUnix && (directoryMode(directory) & first.mode() & OTHERS_WRITE) == 0;
    }

    /** Returns whether nobody else may write to an existing directory. */
    boolean excludesOthers(FileStat directory) {
        return isUnix && directory.uid() == first.uid() && (directory.mode() & OTHERS_WRITE) == 0;
    }

    private static int directoryMode(Entry directory) {
        PosixAttributes posix = directory.posix();
        return posix == null ? ALL : posix.mode() & ALL | OWNER_ALL;
    }

    /** Nobody may do more with it than in the end, except that its owner may read it and set what is to be set. */
    private static int fileMode(Entry entry) {
        PosixAttributes posix = entry.posix();
        int own = OWNER_READ | (entry.extended().isEmpty() ? 0 : OWNER_WRITE);
        return posix == null ? 0666 : posix.mode() & ALL | own;
    }

    /** The bits of a mode stand in the order of the constants, the first one highest. */
    private static FileAttribute<?>[] attributes(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(BITS[i]);
            }
        }
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
