package io.backup4j.core.files;

import io.backup4j.api.EntryPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What stays although the directory lists it by another name, as file systems do that take upper and lower case, or two
 * ways to write an accent, for the same. One thread at a time.
 */
final class OtherNames {
    private final Path root;
    private final Set<Object> keys = new HashSet<>();
    /** Of systems that do not number files: their paths are equal where the system takes them for the same. */
    private final Set<Path> files = new HashSet<>();

    private final Set<EntryPath> known = new HashSet<>();

    OtherNames(Path root) {
        this.root = root;
    }

    /** Takes note of something that is not listed by this name, and of the directories above it. */
    void add(EntryPath path) {
        for (EntryPath place = path; !place.isRoot() && known.add(place); place = place.parent()) {
            look(place);
        }
    }

    private void look(EntryPath path) {
        try {
            Path file = root;
            for (byte[] name : path.names()) {
                file = RawNames.child(file, name);
            }
            FileStat stat = FileStat.ifPresent(file);
            if (stat != null && stat.key() != null) {
                keys.add(stat.key());
            } else if (stat != null) {
                files.add(file);
            }
        } catch (IOException notThere) {
            // It could not be restored either, of which whoever restored it has told.
        }
    }

    /**
     * Returns whether a file is one of those noted.
     *
     * @throws IOException when it cannot be looked at
     */
    boolean leadTo(Path file) throws IOException {
        if (keys.isEmpty() && files.isEmpty()) {
            return false;
        }
        FileStat stat = FileStat.ifPresent(file);
        return stat != null && (stat.key() == null ? files.contains(file) : keys.contains(stat.key()));
    }
}
