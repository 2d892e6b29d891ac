package io.backup4j.core.internal.points;

import io.backup4j.api.BackupException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.RepositoryObjects;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The marks that restore points are to go (FORMAT 14). One that cannot be read marks nothing. */
final class Deletions {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
    private static final String WHAT_NOW =
            "List the restore points when the store answers again, and delete it again if it is there";

    private final OpenRepository repository;
    private final RepositoryObjects objects;

    Deletions(OpenRepository repository) {
        this.repository = repository;
        this.objects = repository.objects();
    }

    /** Returns the points that are marked and when they were; notes marks that cannot be read. */
    Map<RestorePointId, Instant> all(Map<String, BackupException> problems) {
        Map<RestorePointId, Instant> all = new HashMap<>();
        for (StoredObject object : objects.list(ObjectNames.DELETIONS)) {
            ObjectNames.deletedPoint(object.name()).ifPresent(id -> {
                try {
                    read(id).ifPresent(at -> all.put(id, at));
                } catch (CorruptDataException | UnsupportedFormatException e) {
                    problems.put(object.name(), e);
                }
            });
        }
        return all;
    }

    boolean isDeleted(RestorePointId id) {
        try {
            return read(id).isPresent();
        } catch (CorruptDataException | UnsupportedFormatException e) {
            LOG.warn("The deletion of restore point {} cannot be read and does not count", id, e);
            return false;
        }
    }

    /** Marks a point; false when it is marked already. */
    boolean mark(RestorePointId id, Instant now) {
        String name = ObjectNames.deletion(id);
        byte[] object = repository.seal(ObjectKind.DELETION, name, PointDocument.writeDeletion(id, now));
        if (objects.commit(name, object, WHAT_NOW)) {
            return true;
        }
        if (isDeleted(id)) {
            return false;
        }
        // What is in the way cannot be read.
        objects.delete(name);
        return objects.commit(name, object, WHAT_NOW);
    }

    void remove(RestorePointId id) {
        objects.delete(ObjectNames.deletion(id));
    }

    private Optional<Instant> read(RestorePointId id) {
        String name = ObjectNames.deletion(id);
        return objects.read(name).map(object -> {
            byte[] document = repository.unseal(ObjectKind.DELETION, name, object);
            return PointDocument.readDeletion(ObjectKind.DELETION.describe(name), id, document);
        });
    }
}
