package io.backup4j.core.internal.points;

import io.backup4j.api.BackupException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.api.StoreException;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.collect.Decisions;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.ObjectNames.AnnotationName;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.RepositoryObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The restore points of a repository. One thread at a time. */
public final class PointCatalog {
    private static final Comparator<StoredPoint> NEWEST_FIRST = Comparator.comparing(
                    (StoredPoint stored) -> stored.point().startedAt(), Comparator.reverseOrder())
            .thenComparing(stored -> stored.point().id().value());

    private final RepositoryObjects objects;
    private final OpenRepository repository;
    private final CollectionRecords collections;
    private final Deletions deletions;

    /** Makes the catalog of a repository. */
    public PointCatalog(OpenRepository repository) {
        this.objects = repository.objects();
        this.repository = repository;
        this.collections = new CollectionRecords(repository);
        this.deletions = new Deletions(repository);
    }

    /**
     * The points that can be read, and what could not be.
     *
     * @param points those that exist, newest first, equal times by id
     * @param deleted those that are deleted and can still be brought back, in the same order
     * @param invalid objects of points that do not exist, because a collection did not know them, or that are deleted and cannot be read
     * @param problems objects that are damaged or of another format, by name
     */
    public record Listing(
            List<StoredPoint> points,
            List<DeletedPoint> deleted,
            Set<RestorePointId> invalid,
            Map<String, BackupException> problems) {}

    /**
     * A point that is deleted.
     *
     * @param stored the point
     * @param deletedAt when somebody deleted it
     */
    public record DeletedPoint(StoredPoint stored, Instant deletedAt) {}

    /**
     * Reads what lies there of points, with the details they were made with, newest first: for somebody who looks for content
     * that need not be stored again, to whom it is the same whether they are deleted. Asks the store for less than {@link #list}.
     */
    public List<StoredPoint> readable() {
        return readable(Map.of(), new HashMap<>());
    }

    /** Reads all points with their newest details. */
    public Listing list() {
        Map<String, BackupException> problems = new HashMap<>();
        List<StoredPoint> readable = readable(annotations(), problems);
        return sort(readable, deletions.all(problems), collections.look().log(), problems);
    }

    private List<StoredPoint> readable(
            Map<RestorePointId, List<AnnotationName>> annotations, Map<String, BackupException> problems) {
        List<StoredPoint> readable = new ArrayList<>();
        for (StoredObject object : repository.listKnown(ObjectNames.POINTS)) {
            Optional<RestorePointId> id = ObjectNames.pointId(object.name());
            if (id.isPresent()) {
                List<AnnotationName> edits = annotations.getOrDefault(id.get(), List.of());
                readOrNote(id.get(), edits, problems).ifPresent(readable::add);
            }
        }
        readable.sort(NEWEST_FIRST);
        return readable;
    }

    private static Listing sort(
            List<StoredPoint> readable,
            Map<RestorePointId, Instant> deletions,
            CollectionLog<RestorePointId, ObjectId> log,
            Map<String, BackupException> problems) {
        Listing listing = new Listing(new ArrayList<>(), new ArrayList<>(), new HashSet<>(), problems);
        for (StoredPoint stored : readable) {
            RestorePointId id = stored.point().id();
            Instant deletedAt = deletions.get(id);
            if (!Decisions.isValid(id, stored.seen(), log)) {
                listing.invalid().add(id);
            } else if (deletedAt == null) {
                listing.points().add(stored);
            } else {
                listing.deleted().add(new DeletedPoint(stored, deletedAt));
            }
        }
        // A point that is to go need not be readable, and cannot be brought back then.
        deletions.keySet().stream()
                .filter(id -> problems.remove(ObjectNames.point(id)) != null)
                .forEach(listing.invalid()::add);
        return listing;
    }

    private boolean exists(StoredPoint stored) {
        RestorePointId id = stored.point().id();
        return !deletions.isDeleted(id)
                && Decisions.isValid(id, stored.seen(), collections.look().log());
    }

    /**
     * Reads one point with its newest details.
     *
     * @throws RestorePointMissingException when there is none of that id
     * @throws CorruptDataException when it is damaged
     */
    public StoredPoint get(RestorePointId id) {
        return readWithDetails(id).filter(this::exists).orElseThrow(() -> missing(id.value()));
    }

    private Optional<StoredPoint> readWithDetails(RestorePointId id) {
        Map<String, BackupException> ignored = new HashMap<>();
        List<AnnotationName> edits = annotations(ObjectNames.annotationsOf(id)).getOrDefault(id, List.of());
        // From the store: another process may have removed it, and nobody has listed it just now.
        return read(repository::openStored, id, edits, ignored);
    }

    /**
     * Requires that there is a point of that id, sound or not.
     *
     * @throws RestorePointMissingException when there is none
     */
    public void require(RestorePointId id) {
        if (objects.read(ObjectNames.point(id)).isEmpty() || deletions.isDeleted(id)) {
            throw missing(id.value());
        }
    }

    /**
     * Finds one point.
     *
     * @param text an id, the beginning of one, or {@code latest}
     * @throws RestorePointMissingException when none or several answer to it
     */
    public StoredPoint find(String text) {
        List<StoredPoint> points = list().points();
        if (text.equals("latest")) {
            return points.stream()
                    .findFirst()
                    .orElseThrow(() -> new RestorePointMissingException("There is no restore point yet"));
        }
        List<StoredPoint> matching = points.stream()
                .filter(stored -> !text.isEmpty() && stored.point().id().value().startsWith(text))
                .toList();
        if (matching.size() > 1) {
            throw new RestorePointMissingException(
                    matching.size() + " restore points begin with '" + text + "': give more digits");
        }
        return matching.stream().findFirst().orElseThrow(() -> missing(text));
    }

    /**
     * Stores a point: the commit of a backup.
     *
     * @throws OutcomeUnknownException when nobody can tell whether it is stored
     */
    public void commit(StoredPoint stored) {
        RestorePointId id = stored.point().id();
        String name = ObjectNames.point(id);
        byte[] object = repository.seal(ObjectKind.RESTORE_POINT, name, PointDocument.write(stored));
        requireCreated(
                name,
                objects.commit(
                        name,
                        object,
                        "Do not delete anything; list the restore points when the store answers again: if it is"
                                + " there and verification finds no fault, the backup is complete"));
    }

    /** Replaces what people say about a point; of several who do so at once, the last number holds. */
    public void describe(RestorePointId id, PointDetails details, Instant now) {
        int number = annotations(ObjectNames.annotationsOf(id)).getOrDefault(id, List.of()).stream()
                .mapToInt(AnnotationName::number)
                .max()
                .orElse(0);
        AnnotationName name;
        do {
            name = new AnnotationName(id, ++number);
        } while (!annotate(name, PointDocument.writeAnnotation(name, details, now)));
    }

    private boolean annotate(AnnotationName annotation, byte[] document) {
        String name = annotation.toString();
        byte[] object = repository.seal(ObjectKind.ANNOTATION, name, document);
        return objects.commit(name, object, "Look at the restore point, and describe it again if it has not changed");
    }

    /**
     * Deletes a point: it can be brought back until space is reclaimed.
     *
     * @throws RestorePointMissingException when there is none, also when somebody else has just deleted it
     */
    public void delete(RestorePointId id, Instant now) {
        require(id);
        if (!deletions.mark(id, now)) {
            throw missing(id.value());
        }
    }

    /**
     * Brings a deleted point back.
     *
     * @throws RestorePointMissingException when there is no such deleted point, or it is too late
     */
    public StoredPoint undelete(RestorePointId id) {
        StoredPoint stored = readWithDetails(id)
                .filter(point -> deletions.isDeleted(id))
                .orElseThrow(() -> new RestorePointMissingException(
                        "There is no deleted restore point '" + id + "' that can be brought back"));
        deletions.remove(id);
        if (!isThereToStay(stored, "List the restore points when the store answers again, to see whether it is back")) {
            throw new RestorePointMissingException(
                    "It is too late: the space of restore point '" + id + "' has been reclaimed");
        }
        return stored;
    }

    /**
     * Makes sure that no collection can overlook a point that has just been created or brought back.
     *
     * @return false when one has: the point does not exist
     * @throws OutcomeUnknownException when the store fails
     */
    public boolean isThereToStay(StoredPoint stored, String whatNow) {
        RestorePointId id = stored.point().id();
        try {
            while (true) {
                CollectionLog<RestorePointId, ObjectId> log = collections.log();
                switch (Decisions.afterCommit(id, stored.seen(), log)) {
                    case PROCEED -> {
                        return true;
                    }
                    case ABORT_OTHERS -> collections.abort(Decisions.inTheWayOfPoint(stored.seen(), log));
                    default -> {
                        return false;
                    }
                }
            }
        } catch (StoreException | CorruptDataException e) {
            throw new OutcomeUnknownException(
                    "The store failed, and nobody can tell whether " + ObjectNames.point(id) + " stays in "
                            + objects.location() + ". " + whatNow,
                    e);
        }
    }

    /** Removes all that is stored about a point that does not exist any more, the deletion last. */
    public void erase(RestorePointId id) {
        objects.delete(ObjectNames.point(id));
        objects.list(ObjectNames.annotationsOf(id)).forEach(edit -> objects.delete(edit.name()));
        deletions.remove(id);
    }

    private Map<RestorePointId, List<AnnotationName>> annotations() {
        return annotations(ObjectNames.ANNOTATIONS);
    }

    /** Newest first, because the newest that can be read holds. */
    private Map<RestorePointId, List<AnnotationName>> annotations(String prefix) {
        Map<RestorePointId, List<AnnotationName>> byPoint = new HashMap<>();
        for (StoredObject object : objects.list(prefix)) {
            ObjectNames.annotationName(object.name())
                    .ifPresent(name -> byPoint.computeIfAbsent(name.point(), p -> new ArrayList<>())
                            .add(name));
        }
        Comparator<AnnotationName> newestFirst =
                Comparator.comparingInt(AnnotationName::number).reversed();
        byPoint.values().forEach(names -> names.sort(newestFirst));
        return byPoint;
    }

    private Optional<StoredPoint> readOrNote(
            RestorePointId id, List<AnnotationName> edits, Map<String, BackupException> problems) {
        try {
            return read(repository::openListed, id, edits, problems);
        } catch (CorruptDataException | UnsupportedFormatException e) {
            problems.put(ObjectNames.point(id), e);
            return Optional.empty();
        }
    }

    /** A way to read and open an object. */
    @FunctionalInterface
    private interface Opener {
        Optional<byte[]> open(ObjectKind kind, String name);
    }

    private Optional<StoredPoint> read(
            Opener opener, RestorePointId id, List<AnnotationName> edits, Map<String, BackupException> problems) {
        String name = ObjectNames.point(id);
        Optional<byte[]> document = opener.open(ObjectKind.RESTORE_POINT, name);
        if (document.isEmpty()) {
            return Optional.empty();
        }
        StoredPoint stored = PointDocument.read(ObjectKind.RESTORE_POINT.describe(name), id, document.get());
        PointDetails details = newest(edits, problems).orElse(stored.point().details());
        RestorePoint point = stored.point().withDetails(details);
        return Optional.of(new StoredPoint(point, stored.manifests(), stored.seen()));
    }

    private Optional<PointDetails> newest(List<AnnotationName> edits, Map<String, BackupException> problems) {
        for (AnnotationName edit : edits) {
            String name = edit.toString();
            try {
                Optional<byte[]> document = repository.openListed(ObjectKind.ANNOTATION, name);
                if (document.isPresent()) {
                    return Optional.of(
                            PointDocument.readAnnotation(ObjectKind.ANNOTATION.describe(name), edit, document.get()));
                }
            } catch (CorruptDataException | UnsupportedFormatException e) {
                problems.put(name, e);
            }
        }
        return Optional.empty();
    }

    private static void requireCreated(String name, boolean created) {
        if (!created) {
            throw new OutcomeUnknownException(
                    "There already is an object " + name
                            + ", which nobody but this run can have stored: the backup is complete if verification finds no fault");
        }
    }

    private static RestorePointMissingException missing(String text) {
        return new RestorePointMissingException(
                "There is no restore point '" + text + "': list the restore points to see their ids");
    }
}
