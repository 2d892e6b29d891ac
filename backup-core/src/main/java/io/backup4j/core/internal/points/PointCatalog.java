package io.backup4j.core.internal.points;

import io.backup4j.api.BackupException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.api.StoreException;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.collect.Decisions;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.points.PointWatch.Gaps;
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
import java.util.Set;
import java.util.function.UnaryOperator;

/** The restore points of a repository. One thread at a time. */
public final class PointCatalog {
    private static final Comparator<StoredPoint> NEWEST_FIRST = Comparator.comparing(
                    (StoredPoint stored) -> stored.point().startedAt(), Comparator.reverseOrder())
            .thenComparing(stored -> stored.id().value());

    private final OpenRepository repository;
    private final RepositoryObjects objects;
    private final PointObjects points;
    private final CollectionRecords collections;
    private final Deletions deletions;

    /** Makes the catalog of a repository. */
    public PointCatalog(OpenRepository repository) {
        this.repository = repository;
        this.objects = repository.objects();
        this.points = new PointObjects(repository);
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
     * @param gaps what is not there and should be
     */
    public record Listing(
            List<StoredPoint> points,
            List<DeletedPoint> deleted,
            Set<RestorePointId> invalid,
            Map<String, BackupException> problems,
            Gaps gaps) {
        /**
         * Requires that there is a point of that id, sound or not, or that there should be.
         *
         * @throws RestorePointMissingException when there is none
         */
        public void require(RestorePointId id) {
            String name = ObjectNames.point(id);
            boolean isThere = points.stream().anyMatch(stored -> stored.id().equals(id));
            if (!isThere && !problems.containsKey(name) && !gaps.objects().containsKey(name)) {
                throw missing(id.value());
            }
        }
    }

    /**
     * A point that is deleted.
     *
     * @param stored the point
     * @param deletedAt when somebody deleted it
     */
    public record DeletedPoint(StoredPoint stored, Instant deletedAt) {}

    /**
     * What lies there of points, whether they exist or not.
     *
     * @param readable with the details they were made with, newest first
     * @param there all of them, readable or not
     */
    public record Sight(List<StoredPoint> readable, Set<RestorePointId> there) {}

    /**
     * Reads what lies there of points: for somebody who looks for content that need not be stored again, to whom it is the same whether they are
     * deleted. Asks the store for less than {@link #list}.
     */
    public Sight sight() {
        Map<String, BackupException> problems = new HashMap<>();
        List<StoredPoint> readable = newestFirst(points.allAsMade(problems));
        return new Sight(readable, there(readable, problems));
    }

    /** Reads all points with their newest details. */
    public Listing list() {
        PointWatch watch = new PointWatch(repository);
        Map<String, BackupException> problems = new HashMap<>();
        List<StoredPoint> readable = newestFirst(points.all(problems));
        Set<RestorePointId> there = there(readable, problems);
        Map<RestorePointId, Instant> deleted = deletions.all(problems);
        CollectionLog<RestorePointId, ObjectId> log = collections.look().log();
        return sort(readable, deleted, log, problems, watch.look(readable, there, log));
    }

    private static Set<RestorePointId> there(List<StoredPoint> readable, Map<String, BackupException> problems) {
        Set<RestorePointId> there = new HashSet<>();
        readable.forEach(point -> there.add(point.id()));
        problems.keySet().forEach(name -> ObjectNames.pointId(name).ifPresent(there::add));
        return there;
    }

    private static List<StoredPoint> newestFirst(List<StoredPoint> points) {
        return points.stream().sorted(NEWEST_FIRST).toList();
    }

    private static Listing sort(
            List<StoredPoint> readable,
            Map<RestorePointId, Instant> deletions,
            CollectionLog<RestorePointId, ObjectId> log,
            Map<String, BackupException> problems,
            Gaps gaps) {
        Listing listing = new Listing(new ArrayList<>(), new ArrayList<>(), new HashSet<>(), problems, gaps);
        for (StoredPoint stored : readable) {
            RestorePointId id = stored.id();
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
        RestorePointId id = stored.id();
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
        return points.one(id).filter(this::exists).orElseThrow(() -> missing(id.value()));
    }

    /**
     * Requires that there is a point of that id, sound or not, or that there should be.
     *
     * @throws RestorePointMissingException when there is none
     */
    public void require(RestorePointId id) {
        boolean isThere = objects.read(ObjectNames.point(id)).isPresent();
        if (isThere ? deletions.isDeleted(id) : !list().gaps().objects().containsKey(ObjectNames.point(id))) {
            throw missing(id.value());
        }
    }

    /**
     * Finds one point.
     *
     * @param text an id, the beginning of one, or {@code latest}
     * @throws RestorePointMissingException when none or several answer to it
     * @throws CorruptDataException when the one that answers is damaged
     */
    public StoredPoint find(String text) {
        Listing listing = list();
        if (text.equals("latest")) {
            return listing.points().stream()
                    .findFirst()
                    .orElseThrow(() -> new RestorePointMissingException("There is no restore point yet"));
        }
        List<StoredPoint> matching = listing.points().stream()
                .filter(stored -> begins(stored.id(), text))
                .toList();
        List<BackupException> unreadable = listing.problems().entrySet().stream()
                .filter(problem -> ObjectNames.pointId(problem.getKey())
                        .filter(id -> begins(id, text))
                        .isPresent())
                .map(Map.Entry::getValue)
                .toList();
        int found = matching.size() + unreadable.size();
        if (found > 1) {
            throw new RestorePointMissingException(
                    found + " restore points begin with '" + text + "': give more digits");
        }
        if (!unreadable.isEmpty()) {
            throw unreadable.get(0);
        }
        return matching.stream().findFirst().orElseThrow(() -> missing(text));
    }

    private static boolean begins(RestorePointId id, String text) {
        return !text.isEmpty() && id.value().startsWith(text);
    }

    /**
     * Stores a point: the commit of a backup.
     *
     * @param whatNow what to do when nobody can tell whether it is stored
     * @throws OutcomeUnknownException when nobody can tell whether it is stored
     */
    public void commit(StoredPoint stored, String whatNow) {
        if (!points.create(stored, whatNow)) {
            throw new OutcomeUnknownException(
                    "There already is an object "
                            + ObjectNames.point(stored.id())
                            + ", which nobody but this run can have stored: the backup is complete if verification finds no fault");
        }
    }

    /**
     * Changes what people say about a point; what others change at the same time is not lost.
     *
     * @param change called again, on what somebody else has said, when that was faster
     * @return the point with its new details
     * @throws RestorePointMissingException when there is none of that id
     */
    public StoredPoint describe(RestorePointId id, UnaryOperator<PointDetails> change, Instant now) {
        return points.annotate(get(id), change, now);
    }

    /**
     * Deletes a point: it can be brought back until space is reclaimed. One that is missing is deleted too: so somebody says that it may be.
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
        StoredPoint stored = points.one(id)
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
        RestorePointId id = stored.id();
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

    private static RestorePointMissingException missing(String text) {
        return new RestorePointMissingException(
                "There is no restore point '" + text + "': list the restore points to see their ids");
    }
}
