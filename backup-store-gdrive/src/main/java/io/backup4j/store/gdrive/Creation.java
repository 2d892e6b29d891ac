package io.backup4j.store.gdrive;

import io.backup4j.api.ObjectBody;
import io.backup4j.store.gdrive.StoredFile.Kind;
import io.backup4j.store.gdrive.Verb.Errand;
import java.io.IOException;
import java.util.Optional;

/** Creates objects, and sees that Drive has what was sent. Safe for use by several threads. */
final class Creation {
    private final DriveFiles files;
    private final Place place;
    private final Catalog catalog;
    private final Uploads uploads;
    private final Contest contest;

    Creation(DriveFiles files, Place place, Catalog catalog, Uploads uploads, Contest contest) {
        this.files = files;
        this.place = place;
        this.catalog = catalog;
        this.uploads = uploads;
        this.contest = contest;
    }

    /** Returns false when there is an object of that name already. */
    boolean create(Errand errand, ObjectBody body) throws IOException {
        Content content = Content.of(body);
        String parent = place.require(errand);
        Wanted wanted = new Wanted(errand, parent, errand.name(), Kind.OBJECT);
        Optional<String> created = contest.create(wanted, id -> store(wanted, id, content));
        created.ifPresent(id -> catalog.remember(errand.name(), id));
        return created.isPresent();
    }

    private boolean store(Wanted wanted, String id, Content content) throws IOException {
        Errand errand = wanted.errand();
        Optional<StoredFile> stored = uploads.send(errand, NewFile.object(wanted.parent(), id, wanted.name()), content);
        if (stored.isEmpty()) {
            // The id is taken: by a rival, or by an earlier attempt of this very upload whose answer was lost.
            stored = files.find(errand, id).filter(wanted::is);
        }
        if (stored.isPresent() && !content.isIn(stored.get())) {
            throw new IOException("Could not " + errand + " Drive: it has "
                    + stored.get().size()
                    + " bytes with the checksum " + stored.get().sha256() + " instead of the " + content.length()
                    + " that were sent; they " + removed(errand, id));
        }
        return stored.isPresent();
    }

    private String removed(Errand errand, String id) {
        try {
            files.remove(Verb.CLEAN_UP.on(errand.name()), id);
            return "were removed";
        } catch (IOException e) {
            return "could not be removed: " + e.getMessage();
        }
    }
}
