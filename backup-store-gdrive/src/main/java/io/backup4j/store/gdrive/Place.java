package io.backup4j.store.gdrive;

import io.backup4j.store.gdrive.StoredFile.Kind;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the folder of a store, and creates it. Of several folders of one name the eldest counts; the others are left alone, as
 * they may hold something. Safe for use by several threads.
 */
final class Place {
    private final DriveFiles files;
    private final DriveFolder folder;
    private final Contest contest;
    private final Warnings warnings;
    private Optional<String> known = Optional.empty();

    Place(DriveFiles files, DriveFolder folder, Contest contest, Warnings warnings) {
        this.files = files;
        this.folder = folder;
        this.contest = contest;
        this.warnings = warnings;
    }

    /** Returns the folder's id, nothing when it is not there. */
    synchronized Optional<String> find(Errand errand) throws IOException {
        if (known.isEmpty()) {
            known = walk(errand, false);
        }
        return known;
    }

    /** Returns the folder's id, and creates what is missing of its path. */
    synchronized String require(Errand errand) throws IOException {
        if (known.isEmpty()) {
            known = walk(errand, true);
        }
        return known.orElseThrow();
    }

    private Optional<String> walk(Errand errand, boolean create) throws IOException {
        String at = folder.start();
        for (String name : folder.path()) {
            Optional<String> next = child(errand, at, name);
            if (next.isEmpty() && create) {
                next = Optional.of(create(errand, at, name));
            }
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    private String create(Errand errand, String parent, String name) throws IOException {
        Wanted wanted = new Wanted(errand, parent, name, Kind.FOLDER);
        Optional<String> created = contest.create(
                wanted,
                id -> files.create(errand, NewFile.folder(parent, id, name))
                        || files.find(errand, id).filter(wanted::is).isPresent());
        if (created.isPresent()) {
            return created.get();
        }
        return child(errand, parent, name)
                .orElseThrow(() -> new IOException("Could not " + errand
                        + " Drive: somebody creates and removes the folder " + name + " at the same time"));
    }

    private Optional<String> child(Errand errand, String parent, String name) throws IOException {
        List<StoredFile> folders = StoredFile.byAge(files.named(errand, parent, name), Kind.FOLDER);
        if (folders.size() > 1) {
            warnings.add("There are " + folders.size() + " folders named " + name + " on the way to "
                    + folder.location() + "; the eldest is used. Remove the others, or give the folder's id");
        }
        return folders.stream().findFirst().map(StoredFile::id);
    }
}
