package io.backup4j.store.gdrive;

import java.util.ArrayList;
import java.util.List;

/**
 * A folder of Google Drive. Folders of the path that are not there are created with the first object.
 *
 * @param sharedDrive the id of a shared drive; empty for the user's own files and what is shared with him
 * @param id where the path begins; empty for the root of the shared drive, or of the user's own files
 * @param path the names of folders, from the outermost on; may be empty when there is an id or a shared drive
 */
public record DriveFolder(String sharedDrive, String id, List<String> path) {
    /** Checks. */
    public DriveFolder {
        path = List.copyOf(path);
        if (sharedDrive.isEmpty() && id.isEmpty() && path.isEmpty()) {
            throw new IllegalArgumentException("All of a user's files are no place for backups: name a folder");
        }
        if (path.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A folder without a name in " + path);
        }
    }

    /**
     * Returns a folder of the user's own files.
     *
     * @param path names joined by {@code /}
     * @throws IllegalArgumentException when it names no folder
     */
    public static DriveFolder ofPath(String path) {
        return new DriveFolder("", "", names(path));
    }

    /** Returns the folder of that id, which must exist: the last part of its address in a browser. */
    public static DriveFolder ofId(String id) {
        return new DriveFolder("", id, List.of());
    }

    /** Returns the outermost folder of a shared drive. */
    public static DriveFolder ofSharedDrive(String driveId) {
        return new DriveFolder(driveId, "", List.of());
    }

    /**
     * Returns a folder below this one.
     *
     * @param below names joined by {@code /}; empty for this one
     */
    public DriveFolder resolve(String below) {
        List<String> longer = new ArrayList<>(path);
        longer.addAll(names(below));
        return new DriveFolder(sharedDrive, id, longer);
    }

    /** Returns where the path begins, as Drive wants it. */
    String start() {
        if (!id.isEmpty()) {
            return id;
        }
        return sharedDrive.isEmpty() ? "root" : sharedDrive;
    }

    /** Returns {@code gdrive:///a/b}, {@code gdrive://ID/a/b}, and of a shared drive its id behind. */
    String location() {
        String place = "gdrive://" + id + (path.isEmpty() && !id.isEmpty() ? "" : "/") + String.join("/", path);
        return sharedDrive.isEmpty() ? place : place + "?drive=" + sharedDrive;
    }

    private static List<String> names(String path) {
        return List.of(path.split("/", -1)).stream()
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
