package io.backup4j.core.internal.prune;

import io.backup4j.api.BackupException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.RestorePointId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.points.PointCatalog.DeletedPoint;
import io.backup4j.core.internal.points.PointCatalog.Listing;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.run.RunControl;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What restore points need, marked in the index. Used once, by one thread. */
final class Needs {
    private final Predicate<DeletedPoint> isKept;
    private final PointWalk walk;
    private final Set<RestorePointId> walked = new HashSet<>();

    /**
     * Begins with nothing marked.
     *
     * @param isKept tells which deleted points need what they needed before
     */
    Needs(ChunkStage chunks, RunControl control, Predicate<DeletedPoint> isKept) {
        this.isKept = isKept;
        this.walk = new PointWalk(chunks, control, chunks.index()::walk, chunks.index()::use);
    }

    /**
     * Marks what points need that have not been looked at yet.
     *
     * @throws CorruptDataException when something cannot be read that says what is needed
     */
    void walk(Listing found) {
        requireReadable(found.problems());
        requireNothingMissing(found.gaps().objects());
        kept(found).filter(stored -> walked.add(stored.id())).forEach(walk::walk);
    }

    private Stream<StoredPoint> kept(Listing found) {
        return Stream.concat(
                found.points().stream(), found.deleted().stream().filter(isKept).map(DeletedPoint::stored));
    }

    private static void requireReadable(Map<String, BackupException> problems) {
        problems.forEach((name, cause) -> {
            if (name.startsWith(ObjectNames.POINTS)) {
                throw new CorruptDataException(
                        "Nobody knows what a restore point needs that cannot be read: " + cause.getMessage()
                                + ". Nothing was removed. Delete the point if it is of no use any more",
                        cause);
            }
        });
    }

    private static void requireNothingMissing(Map<String, String> gaps) {
        gaps.forEach((name, message) -> {
            throw new CorruptDataException("Nobody knows what is needed by " + name + ": " + message
                    + ". Nothing was removed. Delete the missing restore points if they are gone for good");
        });
    }

    /** Returns whether all of these points that are kept have been looked at. */
    boolean hasWalkedAll(Listing found) {
        return kept(found).map(StoredPoint::id).allMatch(walked::contains);
    }

    /** Returns whether what this point needs has been marked. */
    boolean hasWalked(RestorePointId point) {
        return walked.contains(point);
    }
}
