package io.backup4j.core.internal.prune;

import io.backup4j.api.OutcomeUnknownException;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoreException;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.format.ObjectNames.AnnotationName;
import io.backup4j.core.internal.ledger.CheckLedger;
import io.backup4j.core.internal.parity.Parities;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.RepositoryObjects;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.run.WorkerTeam;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Removes what the newest completed collection allows to be removed, whoever completed it (FORMAT 15, 5). Used once, by one thread. */
public final class Sweep {
    private final OpenRepository repository;
    private final RepositoryObjects objects;
    private final RunControl control;
    private long points;
    private long packs;
    private long bytes;
    private long segments;

    /** Prepares a sweep. */
    public Sweep(OpenRepository repository, RunControl control) {
        this.repository = repository;
        this.objects = repository.objects();
        this.control = control;
    }

    /** Removes. Where the store does not say whether an object is gone, the next prune looks again. */
    public void run() throws Exception {
        try {
            sweep();
        } catch (OutcomeUnknownException e) {
            throw new StoreException(
                    "Space was reclaimed in part: " + e.getMessage() + ". Prune again, which goes on here", e);
        }
    }

    private void sweep() throws Exception {
        CollectionRecords records = new CollectionRecords(repository);
        CollectionLog<RestorePointId, ObjectId> log = records.log();
        erasePoints();
        eraseLeftovers();
        segments = new IndexFold(repository, log, control).run();
        removePacks(log);
        removeParity(log);
        records.forgetOld();
        foldLedger();
    }

    private void foldLedger() {
        CheckLedger ledger = new CheckLedger(repository);
        CheckLedger.Found found = ledger.look();
        if (found.isWorthFolding()) {
            Set<ObjectId> remaining = new HashSet<>();
            objects.list(ObjectNames.PACKS)
                    .forEach(object -> ObjectNames.packId(object.name()).ifPresent(remaining::add));
            ledger.fold(found, remaining, pointsThere());
        }
    }

    private void erasePoints() {
        PointCatalog catalog = new PointCatalog(repository);
        for (RestorePointId point : catalog.list().invalid()) {
            control.checkCancelled();
            catalog.erase(point);
            points++;
        }
    }

    /** What is said about a point is stored after the point, so when the point is missing, it is gone. */
    private void eraseLeftovers() {
        List<StoredObject> said = Stream.of(ObjectNames.ANNOTATIONS, ObjectNames.DELETIONS)
                .flatMap(prefix -> objects.list(prefix).stream())
                .toList();
        if (said.isEmpty()) {
            return;
        }
        Set<RestorePointId> there = pointsThere();
        for (StoredObject object : said) {
            RestorePointId point = ObjectNames.deletedPoint(object.name())
                    .or(() -> ObjectNames.annotationName(object.name()).map(AnnotationName::point))
                    .orElse(null);
            if (point != null && !there.contains(point)) {
                objects.delete(object.name());
            }
        }
    }

    private Set<RestorePointId> pointsThere() {
        Set<RestorePointId> there = new HashSet<>();
        objects.list(ObjectNames.POINTS)
                .forEach(object -> ObjectNames.pointId(object.name()).ifPresent(there::add));
        return there;
    }

    private void removePacks(CollectionLog<RestorePointId, ObjectId> log) throws Exception {
        List<StoredObject> condemned = objects.list(ObjectNames.PACKS).stream()
                .filter(object ->
                        ObjectNames.packId(object.name()).filter(log::condemns).isPresent())
                .toList();
        if (condemned.isEmpty()) {
            return;
        }
        Iterator<StoredObject> queue = condemned.iterator();
        AtomicBoolean abandoned = new AtomicBoolean();
        WorkerTeam.Task task = () -> {
            for (StoredObject pack = next(queue); pack != null && !abandoned.get(); pack = next(queue)) {
                objects.delete(pack.name());
                removed(pack);
            }
        };
        int workers = Math.min(condemned.size(), repository.options().workers());
        try (WorkerTeam team = new WorkerTeam("backup4j-prune", workers)) {
            team.runAll(Collections.nCopies(workers, task), () -> abandoned.set(true));
        }
    }

    /** What a sweep leaves that is interrupted here, the next run of parity removes: to look each time would be dear. */
    private void removeParity(CollectionLog<RestorePointId, ObjectId> log) {
        if (packs() > 0) {
            Parities.look(objects).stale(log::condemns).forEach(parity -> objects.delete(parity.name()));
        }
    }

    private @Nullable StoredObject next(Iterator<StoredObject> queue) {
        control.checkCancelled();
        synchronized (queue) {
            return queue.hasNext() ? queue.next() : null;
        }
    }

    private synchronized void removed(StoredObject pack) {
        packs++;
        bytes += pack.size();
        control.done(1, 0);
    }

    /** Returns how many restore points are gone for good. */
    long points() {
        return points;
    }

    /** Returns how many packs have been removed. */
    synchronized long packs() {
        return packs;
    }

    /** Returns the bytes of the packs removed. */
    synchronized long bytes() {
        return bytes;
    }

    /** Returns how many index segments have been replaced. */
    long segments() {
        return segments;
    }
}
