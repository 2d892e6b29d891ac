package io.backup4j.core.internal.repair;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Progress.Phase;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestorePointMissingException;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.RepairReport;
import io.backup4j.core.RepairReport.Loss;
import io.backup4j.core.RepairReport.Replaced;
import io.backup4j.core.RepairRequest;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyRequest;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.SegmentBuilder;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.prune.PruneRun;
import io.backup4j.core.internal.prune.Sweep;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.CollectionRecords;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.SegmentObjects;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.verify.VerifyRun;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One repair. Used once, by one thread. */
public final class RepairRun {
    private static final Logger LOG = LoggerFactory.getLogger(RepairRun.class);
    private static final int ROUNDS = 3;

    private final OpenRepository repository;
    private final RepairRequest request;
    private final RunControl control;
    private final List<String> removed = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Replaced> replaced = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long packs;
    private long packsRebuilt;
    private long chunksKept;
    private long chunksFound;

    /** Prepares a repair. */
    public RepairRun(OpenRepository repository, RepairRequest request, RunControl control) {
        this.repository = repository;
        this.request = request;
        this.control = control;
    }

    /** Repairs until a verification finds nothing any more, or nothing that can be repaired. */
    public RepairReport call() throws Exception {
        VerifyReport found = verify(request.level());
        for (int round = 0; round < ROUNDS && !found.isClean(); round++) {
            Diagnosis diagnosis = Diagnosis.of(repository, found);
            diagnosis.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
            repair(diagnosis);
            // What is in packs that are left has been looked at before.
            found = verify(VerifyLevel.STRUCTURE);
        }
        found.findings().forEach(left -> notes.add("Could not be repaired: " + left.object() + ": " + left.message()));
        return new RepairReport(removed, packs, packsRebuilt, chunksKept, chunksFound, losses, replaced, notes);
    }

    private VerifyReport verify(VerifyLevel level) throws Exception {
        return new VerifyRun(repository, VerifyRequest.of(level), control).call();
    }

    private void repair(Diagnosis diagnosis) throws Exception {
        control.enter(Phase.COMMITTING);
        // Only now: what could not be read for want of newer keys would be taken for damaged.
        repository.requireNewestKeys();
        removeSmall(diagnosis);
        // A mark of an epoch that was among them is made again before anything is sealed with its keys.
        repository.requireNewestKeys();
        rebuildIndex(diagnosis);
        if (diagnosis.needsCollection()) {
            Salvage.Kept kept =
                    new OutOfUse(repository, control, diagnosis.packs().keySet()).run();
            chunksKept += kept.chunks();
            packsRebuilt += kept.rebuilt().size();
            packs += diagnosis.packs().size();
        }
        // Behind the packs: what is sound in it has been of use until now.
        diagnosis.parity().keySet().forEach(this::remove);
        if (diagnosis.isRecordLost()) {
            renewRecord();
        }
        repairPoints();
        new Sweep(repository, control).run();
    }

    /** Nothing is said any more by an object that cannot be read; a restore point is lost with it. */
    private void removeSmall(Diagnosis diagnosis) {
        PointCatalog catalog = new PointCatalog(repository);
        diagnosis.small().forEach((object, message) -> {
            control.checkCancelled();
            Optional<RestorePointId> point = ObjectNames.pointId(object);
            if (point.isPresent()) {
                markAsGone(point.get(), catalog);
                lose(new Loss(point.get(), "", null, 0, 0, message));
                replaced.add(new Replaced(point.get(), Optional.empty()));
            } else {
                // A collection whose beginning goes must have an end.
                ObjectNames.closingNumber(object)
                        .ifPresent(number -> new CollectionRecords(repository).abort(List.of(number)));
                repository.objects().delete(object);
            }
            removed.add(object);
        });
    }

    /** It goes for good when a collection has been completed that does not know it. */
    private void markAsGone(RestorePointId point, PointCatalog catalog) {
        try {
            catalog.delete(point, repository.options().clock().instant());
        } catch (RestorePointMissingException e) {
            LOG.debug("Restore point {} is marked already", point, e);
        }
    }

    /** What stands in for a segment is durable before it goes. */
    private void rebuildIndex(Diagnosis diagnosis) {
        SegmentBuilder.write(diagnosis.unlisted(), plain -> {
            control.checkCancelled();
            control.stored(SegmentObjects.store(repository, plain));
        });
        diagnosis.segments().keySet().forEach(this::remove);
    }

    private void remove(String object) {
        repository.objects().delete(object);
        removed.add(object);
    }

    /** What the lost record condemned is what no point needs; a prune finds it again. Deleted points are left alone. */
    private void renewRecord() throws Exception {
        try {
            PruneRequest all = new PruneRequest(100, Duration.ZERO, ChronoUnit.FOREVER.getDuration(), 0);
            new PruneRun(repository, all, control).call();
        } catch (CorruptDataException e) {
            notes.add("The record of what was reclaimed could not be renewed: " + e.getMessage());
        }
    }

    private void repairPoints() throws Exception {
        List<PointHoles> damaged = damagedPoints();
        if (damaged.isEmpty()) {
            return;
        }
        long found = new OtherRepositories(repository, control, damaged).run(request.others());
        chunksFound += found;
        for (PointHoles holes : found > 0 ? damagedPoints() : damaged) {
            replace(holes.point());
        }
    }

    /** The points first: what they need is in an index that is loaded later. */
    private List<PointHoles> damagedPoints() {
        PointCatalog.Listing listing = new PointCatalog(repository).list();
        List<PointHoles> damaged = new ArrayList<>();
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            for (StoredPoint point : listing.points()) {
                PointHoles holes = new PointHoles(point, chunks, control);
                if (!holes.isEmpty()) {
                    damaged.add(holes);
                }
            }
        }
        return damaged;
    }

    private void replace(StoredPoint damaged) throws Exception {
        PointCatalog catalog = new PointCatalog(repository);
        RestorePointId id = damaged.id();
        try {
            // Others may have removed it, and its chunks, while it was looked at.
            catalog.get(id);
        } catch (RestorePointMissingException e) {
            return;
        }
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            PointHoles holes = new PointHoles(damaged, chunks, control);
            if (holes.isEmpty()) {
                return;
            }
            RestorePoint left = new Replacement(repository, control).make(holes, chunks);
            report(holes);
            replaced.add(new Replaced(id, Optional.of(left.id())));
            markAsGone(id, catalog);
        }
    }

    private void report(PointHoles holes) {
        RestorePointId id = holes.point().id();
        holes.pieces().forEach(piece -> lose(new Loss(id, piece.component(), null, 0, 0, piece.message())));
        for (LostEntry lost : holes.entries()) {
            EntryPath path = lost.entry().entry().path();
            String of = "of " + lost.entry().entry().size() + " bytes";
            lost.ranges()
                    .forEach(range -> lose(new Loss(id, lost.component(), path, range.offset(), range.length(), of)));
        }
    }

    private void lose(Loss loss) {
        if (losses.size() < RepairReport.LOSSES_LISTED) {
            losses.add(loss);
        }
    }
}
