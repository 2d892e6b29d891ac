package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryPath;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers files with several names until all of them have come. One thread at a time. */
final class HardLinks {
    private final Map<FileNumber, FirstName> files = new HashMap<>();

    private record FileNumber(long device, long inode) {}

    private static final class FirstName {
        final ByteString path;
        final FileStat stat;
        int namesToCome;

        FirstName(EntryPath path, FileStat stat) {
            this.path = ByteString.of(path.toByteArray());
            this.stat = stat;
            this.namesToCome = stat.links() - 1;
        }
    }

    /** Returns under which path this file has come before; null when it has not. */
    @Nullable
    ByteString firstName(EntryPath path, FileStat stat) {
        if (!stat.isFile() || stat.links() < 2) {
            return null;
        }
        FileNumber number = new FileNumber(stat.device(), stat.inode());
        FirstName first = files.get(number);
        // A number is given to another file once the first is deleted, which can happen during the walk.
        if (first == null || !first.stat.hasContentOf(stat)) {
            files.put(number, new FirstName(path, stat));
            return null;
        }
        if (--first.namesToCome == 0) {
            files.remove(number);
        }
        return first.path;
    }
}
