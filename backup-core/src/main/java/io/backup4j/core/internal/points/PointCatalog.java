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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The restore points of a repository. One thread at a time. */
public final class PointCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(PointCatalog.class);

    private static final Comparator<StoredPoint> NEWEST_FIRST = Comparator.comparing(
                    (StoredPoint stored) -> stored.point().startedAt(), Comparator.reverseOrder())
            .thenComparing(stored -> stored.point().id().value());

    private static final Pattern RESOLVED_COLLECTION = Pattern.compile("gc/(\\d{1,18})/resolved");

    private final RepositoryObjects objects;
    private final OpenRepository repository;

    /** Makes the catalog of a repository. */
    public PointCatalog(OpenRepository repository) {
        this.objects = repository.objects();
        this.repository = repository;
    }

    /**
     * The points that can be read, and what could not be.
     *
     * @param points newest first, equal times by id
     * @param problems objects that are damaged or of another format, by name
     */
    public record Listing(List<StoredPoint> points, Map<String, BackupException> problems) {}

    /** Reads all points with their newest details. */
    public Listing list() {
        Map<String, BackupException> problems = new HashMap<>();
        Map<RestorePointId, List<AnnotationName>> annotations = annotations();
        List<StoredPoint> points = new ArrayList<>();
        List<StoredObject> listed = objects.list(ObjectNames.POINTS);
        repository.listed(
                ObjectNames.POINTS, listed.stream().map(StoredObject::name).collect(Collectors.toSet()));
        for (StoredObject object : listed) {
            Optional<RestorePointId> id = ObjectNames.pointId(object.name());
            if (id.isPresent()) {
                List<AnnotationName> edits = annotations.getOrDefault(id.get(), List.of());
                readOrNote(id.get(), edits, problems).ifPresent(points::add);
            }
        }
        points.sort(NEWEST_FIRST);
        return new Listing(points, problems);
    }

    /** Returns the newest collection in the store, 0 when there is none: what a new point has to say it has seen. */
    public long newestCollection() {
        return objects.list(ObjectNames.COLLECTIONS).stream()
                .map(object -> RESOLVED_COLLECTION.matcher(object.name()))
                .filter(Matcher::matches)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .max()
                .orElse(0);
    }

    /**
     * Reads one point with its newest details.
     *
     * @throws RestorePointMissingException when there is none of that id
     * @throws CorruptDataException when it is damaged
     */
    public StoredPoint get(RestorePointId id) {
        Map<String, BackupException> ignored = new HashMap<>();
        List<AnnotationName> edits = annotations(ObjectNames.annotationsOf(id)).getOrDefault(id, List.of());
        // From the store: another process may have deleted it, and nobody has listed it just now.
        return read(repository::openStored, id, edits, ignored).orElseThrow(() -> missing(id.value()));
    }

    /**
     * Requires that there is a point of that id, sound or not.
     *
     * @throws RestorePointMissingException when there is none
     */
    public void require(RestorePointId id) {
        if (objects.read(ObjectNames.point(id)).isEmpty()) {
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

    /** Removes a point and then what is said about it; returns how many annotations have been removed. */
    public int delete(RestorePointId id) {
        objects.delete(ObjectNames.point(id));
        int removed = 0;
        try {
            for (StoredObject edit : objects.list(ObjectNames.annotationsOf(id))) {
                objects.delete(edit.name());
                removed++;
            }
        } catch (StoreException | OutcomeUnknownException e) {
            LOG.warn("Restore point {} is deleted, but not all that was said about it. That does no harm", id, e);
        }
        return removed;
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
