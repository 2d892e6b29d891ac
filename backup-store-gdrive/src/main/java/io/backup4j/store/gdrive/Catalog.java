package io.backup4j.store.gdrive;

import io.backup4j.store.gdrive.StoredFile.Kind;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which files of the folder have which name. Safe for use by several threads. */
final class Catalog {
    private static final int MOST_KNOWN = 100_000;

    private final DriveFiles files;
    private final Place place;
    private final GoogleDriveOptions options;
    private final Warnings warnings;
    private final Map<String, String> known = new LinkedHashMap<>();

    Catalog(DriveFiles files, Place place, GoogleDriveOptions options, Warnings warnings) {
        this.files = files;
        this.place = place;
        this.options = options;
        this.warnings = warnings;
    }

    /** Returns the id of the object of that name as it was when it was last seen, nothing when it was not. */
    synchronized Optional<String> remembered(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** What lies in the trash can still be read by its id, so who uses the trash must look each time. */
    synchronized void remember(String name, String id) {
        if (!options.trash() && known.size() < MOST_KNOWN) {
            known.put(name, id);
        }
    }

    synchronized void forget(String name) {
        known.remove(name);
    }

    /** Returns the object of that name, nothing when there is none. */
    Optional<StoredFile> find(Errand errand) throws IOException {
        Optional<String> parent = place.find(errand);
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        Optional<StoredFile> found = only(errand, files.named(errand, parent.get(), errand.name()));
        found.ifPresent(file -> remember(file.name(), file.id()));
        return found;
    }

    /** Returns the one of several objects of one name that counts, and removes the younger ones. */
    Optional<StoredFile> only(Errand errand, List<StoredFile> sameName) throws IOException {
        List<StoredFile> objects = StoredFile.byAge(sameName, Kind.OBJECT);
        if (objects.size() <= 1) {
            return objects.stream().findFirst();
        }
        Optional<StoredFile> elected = Optional.empty();
        for (StoredFile object : objects) {
            if (elected.isPresent()) {
                warnings.add("There were two objects " + object.name() + "; the elder one counts" + removed(object));
            } else if (files.isThere(errand, object)) {
                elected = Optional.of(object);
            }
        }
        return elected;
    }

    private String removed(StoredFile twin) {
        try {
            files.remove(Verb.CLEAN_UP.on(twin.name()), twin.id());
            return ", the other one, " + twin.id() + ", was removed";
        } catch (IOException e) {
            return ", the other one, " + twin.id() + ", could not be removed: " + e.getMessage();
        }
    }
}
