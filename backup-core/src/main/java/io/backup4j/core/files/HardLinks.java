package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Remembers files with several names until all of them have come, and opens them by another name where the first is gone
 * by then. Safe for use by several threads.
 */
final class HardLinks {
    /** Names kept to open a file by, about 2 MB; more than come between a file and its being read. */
    private static final int LATEST = 16_384;

    private final Map<FileNumber, LinkedFile> files = new HashMap<>();
    private final Queue<FurtherName> latest = new ArrayDeque<>();

    private record FileNumber(long device, long inode) {}

    private record FurtherName(LinkedFile file, Path path) {}

    /**
     * A file that is open.
     *
     * @param path the name by which it was found
     */
    record Opened(Path path, FileContent content) {}

    /** A file with several names. Its state belongs to {@link HardLinks} and its lock. */
    static final class LinkedFile {
        private final EntryPath first;
        private final FileStat stat;
        private int namesToCome;
        private boolean hasFurtherNames;
        private boolean isLost;

        private LinkedFile(EntryPath first, FileStat stat) {
            this.first = first;
            this.stat = stat;
            this.namesToCome = stat.links() - 1;
        }

        /** Returns under which other path it has come before; null when {@code path} was the first. */
        @Nullable
        ByteString firstName(EntryPath path) {
            return first.equals(path) ? null : ByteString.of(first.toByteArray());
        }
    }

    /** Returns what is known of a file with several names, null of all others. */
    @Nullable
    LinkedFile named(EntryPath path, Path file, FileStat stat) {
        // A walk asks of every entry, and hardly any has several names.
        return stat.isFile() && stat.links() > 1 ? known(path, file, stat) : null;
    }

    private synchronized LinkedFile known(EntryPath path, Path file, FileStat stat) {
        FileNumber number = new FileNumber(stat.device(), stat.inode());
        LinkedFile known = files.get(number);
        // A number is given to another file once the first is deleted, which can happen during the walk.
        if (known == null || known.isLost || !known.stat.hasContentOf(stat)) {
            LinkedFile added = new LinkedFile(path, stat);
            files.put(number, added);
            return added;
        }
        known.hasFurtherNames = true;
        if (latest.size() == LATEST) {
            latest.remove();
        }
        latest.add(new FurtherName(known, file));
        if (--known.namesToCome == 0) {
            files.remove(number);
        }
        return known;
    }

    /**
     * Opens a file by its first name, or by another one when that is gone or given to another file. When no name leads to
     * it any more, those still to come are not called links to it, and whatever has its name now is opened, unless others
     * have been called links to it already.
     *
     * @param path the first name
     * @throws IOException when it cannot be opened
     */
    Opened open(LinkedFile file, Path path) throws IOException {
        Opened opened = openIfSame(file, path);
        return opened == null ? openByAnotherName(file, path) : opened;
    }

    private synchronized Opened openByAnotherName(LinkedFile file, Path path) throws IOException {
        for (FurtherName name : latest) {
            Opened opened = name.file() == file ? openIfSame(file, name.path()) : null;
            if (opened != null) {
                return opened;
            }
        }
        file.isLost = true;
        FileContent content = FileContent.open(path);
        if (file.hasFurtherNames) {
            content.close();
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "Another file has its name since it was listed, and no other name leads to it");
        }
        return new Opened(path, content);
    }

    /** Returns null when it cannot be opened, or another file has that name now. */
    private static @Nullable Opened openIfSame(LinkedFile file, Path path) {
        try {
            FileContent content = FileContent.open(path);
            boolean isSame = false;
            try {
                isSame = Objects.equals(file.stat.key(), FileStat.basicOf(path).fileKey());
            } finally {
                if (!isSame) {
                    content.close();
                }
            }
            return isSame ? new Opened(path, content) : null;
        } catch (IOException gone) {
            // Who finds it by no other name either opens it again, and is told why that fails.
            return null;
        }
    }
}
