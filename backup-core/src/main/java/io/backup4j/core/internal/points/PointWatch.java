package io.backup4j.core.internal.points;

import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.collect.Decisions;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.OpenRepository;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Notices when a store does not show what must be there (FORMAT 17). Made before points are listed, so that what others see meanwhile is not
 * asked for. One thread at a time.
 */
public final class PointWatch {
    private final OpenRepository repository;
    private final Memory memory;
    private final Memory.Seen remembered;

    /** Recalls what was seen before. */
    public PointWatch(OpenRepository repository) {
        this.repository = repository;
        this.memory = new Memory(repository.memoryFile().orElse(null));
        this.remembered = memory.recall();
    }

    /**
     * What is not there.
     *
     * @param objects names of objects that should be there, and why
     * @param accepted points that are not there either, and that somebody has deleted
     */
    public record Gaps(Map<String, String> objects, Set<RestorePointId> accepted) {
        private static final Gaps NONE = new Gaps(Map.of(), Set.of());
    }

    /** Returns the points that exist by what is said about collections. */
    public static List<StoredPoint> valid(Collection<StoredPoint> points, CollectionLog<RestorePointId, ObjectId> log) {
        return points.stream()
                .filter(point -> Decisions.isValid(point.id(), point.seen(), log))
                .toList();
    }

    /** Returns the heads that a new point names. */
    public static List<RestorePointId> heads(
            Collection<StoredPoint> points, CollectionLog<RestorePointId, ObjectId> log) {
        return new Chain(valid(points, log), log).heads();
    }

    /**
     * Looks for gaps, and remembers what there is when there are none.
     *
     * @param points the points that can be read
     * @param there all that were listed
     * @param log what was said about collections after they were listed
     */
    public Gaps look(
            Collection<StoredPoint> points, Set<RestorePointId> there, CollectionLog<RestorePointId, ObjectId> log) {
        Chain chain = new Chain(valid(points, log), log);
        if (chain.missing(there, remembered).isEmpty() && lostCollections(chain).isEmpty()) {
            remember(chain);
            return Gaps.NONE;
        }
        return lookAgain(points, there, log);
    }

    /** What was made and what was removed while the points were being listed is not missing. */
    private Gaps lookAgain(
            Collection<StoredPoint> points, Set<RestorePointId> there, CollectionLog<RestorePointId, ObjectId> before) {
        Set<RestorePointId> thereNow = new HashSet<>(there);
        new Chain(valid(points, before), before)
                .missing(there, remembered).keySet().stream()
                        .filter(id ->
                                repository.objects().read(ObjectNames.point(id)).isPresent())
                        .forEach(thereNow::add);
        CollectionRecords.Found collections = new CollectionRecords(repository).look();
        // What cannot be read may explain everything; a verification reports it, and a prune replaces it.
        return collections.problems().isEmpty() ? gaps(points, thereNow, collections.log()) : Gaps.NONE;
    }

    private Gaps gaps(
            Collection<StoredPoint> points, Set<RestorePointId> there, CollectionLog<RestorePointId, ObjectId> log) {
        Chain chain = new Chain(valid(points, log), log);
        Deletions deletions = new Deletions(repository);
        Map<String, String> objects = new TreeMap<>();
        Set<RestorePointId> accepted = new HashSet<>();
        chain.missing(there, remembered).forEach((id, why) -> {
            if (deletions.isDeleted(id)) {
                accepted.add(id);
            } else {
                objects.put(ObjectNames.point(id), "The restore point is missing: " + why);
            }
        });
        lostCollections(chain).ifPresent(message -> objects.put(ObjectNames.COLLECTIONS, message));
        return new Gaps(objects, accepted);
    }

    private Optional<String> lostCollections(Chain chain) {
        if (chain.lacksSeenCollections()) {
            return Optional.of("Records of collections are missing that restore points have seen."
                    + " Put them back, or copy the restore points to another repository");
        }
        return remembered.completed() > chain.log().newest()
                ? Optional.of(
                        "Collection " + remembered.completed() + " was seen from here before and is missing: the store"
                                + " shows an older state. Find out why; to be content with it, remove " + memory)
                : Optional.empty();
    }

    /** Takes note of a point that was made from here. */
    public void made(RestorePointId point, CollectionLog<RestorePointId, ObjectId> log) {
        memory.remember(new Memory.Seen(log.completedNumber(), Set.of(point)));
    }

    private void remember(Chain chain) {
        Set<RestorePointId> ids = new HashSet<>();
        chain.valid().forEach(point -> ids.add(point.id()));
        memory.remember(new Memory.Seen(chain.log().completedNumber(), ids));
    }
}
