package io.backup4j.core.internal.backup;

import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoreException;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.collect.Decisions;
import io.backup4j.core.internal.collect.Step;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The commit of a backup beside collections (FORMAT 15, steps c to f of a writer). Used once, by one thread. */
final class Commit {
    private static final Logger LOG = LoggerFactory.getLogger(Commit.class);
    private static final String WHAT_NOW =
            "Do not delete anything; list the restore points when the store answers again: if it is"
                    + " there and verification finds no fault, the backup is complete";

    private final PointCatalog points;
    private final CollectionRecords collections;
    private final RunControl control;

    Commit(OpenRepository repository, PointCatalog points, RunControl control) {
        this.points = points;
        this.collections = new CollectionRecords(repository);
        this.control = control;
    }

    /**
     * Makes a point that is there to stay.
     *
     * @param lacks whether the point needs something that is in condemned packs only
     * @param newPoint makes the point, of a new id each time, from the collections seen
     * @return nothing when something has to be stored again before
     */
    Optional<RestorePoint> commit(
            Predicate<? super CollectionLog<RestorePointId, ObjectId>> lacks,
            Function<CollectionLog<RestorePointId, ObjectId>, StoredPoint> newPoint) {
        while (true) {
            CollectionLog<RestorePointId, ObjectId> log = collections.log();
            Step step = Decisions.beforeCommit(log, lacks);
            if (step == Step.STORE_AGAIN) {
                return Optional.empty();
            }
            if (step == Step.ABORT_OTHERS) {
                collections.abort(log.unresolved());
                continue;
            }
            StoredPoint point = newPoint.apply(log);
            control.checkCancelled();
            points.commit(point, WHAT_NOW);
            if (points.isThereToStay(point, WHAT_NOW)) {
                return Optional.of(point.point());
            }
            discard(point.id());
        }
    }

    /** A point that a collection does not know counts for nobody, so it does no harm where it cannot be removed. */
    private void discard(RestorePointId point) {
        try {
            points.erase(point);
        } catch (StoreException | OutcomeUnknownException e) {
            LOG.warn("Restore point {}, which does not count, could not be removed", point, e);
        }
    }
}
