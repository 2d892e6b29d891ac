package io.backup4j.core.internal.points;

import io.backup4j.api.BackupException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.ObjectNames.AnnotationName;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.RepositoryObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The objects that points and their annotations are stored as, whether the points still exist or not. One thread at a time. */
final class PointObjects {
    private final RepositoryObjects objects;
    private final OpenRepository repository;

    PointObjects(OpenRepository repository) {
        this.objects = repository.objects();
        this.repository = repository;
    }

    /**
     * Reads the points that can be read, with the details they were made with, in no order.
     *
     * @param problems takes what is damaged or of another format, by the name of the object
     */
    List<StoredPoint> allAsMade(Map<String, BackupException> problems) {
        return all(Map.of(), problems);
    }

    /**
     * Reads the points that can be read, with their newest details, in no order.
     *
     * @param problems takes what is damaged or of another format, by the name of the object
     */
    List<StoredPoint> all(Map<String, BackupException> problems) {
        return all(edits(ObjectNames.ANNOTATIONS), problems);
    }

    private List<StoredPoint> all(
            Map<RestorePointId, List<AnnotationName>> edits, Map<String, BackupException> problems) {
        List<StoredPoint> readable = new ArrayList<>();
        for (StoredObject object : repository.listToOpen(
                ObjectNames.POINTS, name -> ObjectNames.pointId(name).isPresent())) {
            ObjectNames.pointId(object.name())
                    .flatMap(id -> readOrNote(id, edits.getOrDefault(id, List.of()), problems))
                    .ifPresent(readable::add);
        }
        return readable;
    }

    /**
     * Reads one point with its newest details.
     *
     * @return nothing when there is none
     * @throws CorruptDataException when it is damaged
     */
    Optional<StoredPoint> one(RestorePointId id) {
        List<AnnotationName> edits = edits(ObjectNames.annotationsOf(id)).getOrDefault(id, List.of());
        // From the store: another process may have removed it, and nobody has listed it just now.
        return read(repository::openStored, id, edits, new HashMap<>());
    }

    /**
     * Stores a point.
     *
     * @param whatNow what to do when nobody can tell whether it is stored
     * @return false when there is one of that id
     * @throws OutcomeUnknownException when nobody can tell whether it is stored
     */
    boolean create(StoredPoint stored, String whatNow) {
        String name = ObjectNames.point(stored.id());
        byte[] object = repository.seal(ObjectKind.RESTORE_POINT, name, PointDocument.write(stored));
        return objects.commit(name, object, whatNow);
    }

    /**
     * Changes what people say about a point and stores it under the next number; when somebody else takes that, it is done again on what he has said.
     *
     * @return the point with its new details
     */
    StoredPoint annotate(StoredPoint stored, UnaryOperator<PointDetails> change, Instant now) {
        // A number that is taken and not listed is passed over: a store that shows it late, or never, must not hold
        // anybody up.
        for (int taken = 0; ; taken++) {
            List<AnnotationName> edits =
                    edits(ObjectNames.annotationsOf(stored.id())).getOrDefault(stored.id(), List.of());
            taken = Math.max(taken, edits.isEmpty() ? 0 : edits.get(0).number());
            PointDetails old =
                    newest(edits, new HashMap<>()).orElse(stored.point().details());
            PointDetails details = change.apply(old);
            AnnotationName name = new AnnotationName(stored.id(), taken + 1);
            if (create(name, PointDocument.writeAnnotation(name, details, now))) {
                return withDetails(stored, details);
            }
        }
    }

    private boolean create(AnnotationName annotation, byte[] document) {
        String name = annotation.toString();
        byte[] object = repository.seal(ObjectKind.ANNOTATION, name, document);
        return objects.commit(name, object, "Look at the restore point, and describe it again if it has not changed");
    }

    /** Newest first, because the newest that can be read holds. */
    private Map<RestorePointId, List<AnnotationName>> edits(String prefix) {
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
        return Optional.of(withDetails(
                stored, newest(edits, problems).orElse(stored.point().details())));
    }

    private static StoredPoint withDetails(StoredPoint stored, PointDetails details) {
        RestorePoint point = stored.point().withDetails(details);
        return new StoredPoint(point, stored.manifests(), stored.seen(), stored.after());
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
}
