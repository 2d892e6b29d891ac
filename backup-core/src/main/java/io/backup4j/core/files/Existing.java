package io.backup4j.core.files;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Compares what is there with what is to be restored, as far as this is known without reading any content. */
final class Existing {
    private Existing() {}

    /** Returns whether there is nothing to do; of a hard link only {@link #firstName} can tell. */
    static boolean isSame(Entry entry, Path file, FileStat stat) throws IOException {
        return switch (entry.kind()) {
            case DIRECTORY -> stat.isDirectory();
            case FILE ->
                stat.isFile() && stat.size() == entry.size() && stat.modified().equals(entry.modified());
            case SYMBOLIC_LINK ->
                stat.isLink()
                        && RawNames.linkBytes(Files.readSymbolicLink(file))
                                .equals(RawNames.linkBytes(
                                        RawNames.linkPath(file.getFileSystem(), Objects.requireNonNull(entry.link()))));
            case HARD_LINK -> false;
        };
    }

    /** Returns the path under which the file of a hard link stands. */
    static EntryPath firstName(Entry hardLink) {
        ByteString path = Objects.requireNonNull(hardLink.link());
        return EntryPath.ofBytes(path.toByteArray());
    }

    /** Says how they differ, for people. */
    static String difference(Entry entry, FileStat stat) {
        String wanted = entry.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (!stat.kind().equals(wanted)) {
            return "A " + stat.kind() + " is there, not a " + wanted;
        }
        boolean isNewer = entry.modified() != null && stat.modified().isAfter(entry.modified());
        return (isNewer ? "A newer " : "Another ") + wanted + " is there, of " + stat.modified() + " with "
                + stat.size() + " bytes";
    }
}
