package io.backup4j.core.internal.backup;

import io.backup4j.api.BackupSource;
import io.backup4j.api.Component;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Progress.Phase;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.SourceException;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.BackupRequest.NamedSource;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.PointWatch;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.Reason;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.tree.TreeRef;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One walk through the sources of a backup, up to its commit. Used once, by one thread, which is joined by the workers. */
final class BackupAttempt {
    private final OpenRepository repository;
    private final BackupRequest request;
    private final RunControl control;
    private final PointCatalog points;
    private final List<SourceSnapshot> snapshots = new ArrayList<>();
    private final List<Component> components = new ArrayList<>();
    private final Map<String, TreeRef> manifests = new HashMap<>();
    private final ComponentJob.Counts counts = new ComponentJob.Counts();

    BackupAttempt(OpenRepository repository, BackupRequest request, RunControl control) {
        this.repository = repository;
        this.request = request;
        this.control = control;
        this.points = new PointCatalog(repository);
    }

    /** Backs up; nothing when a collection took what the new point needs, so that it has to be done again. */
    Optional<BackupReport> call() throws Exception {
        control.enter(Phase.OPENING);
        try (BackupStage stage = BackupStage.open(repository, control)) {
            PointWatch watch = new PointWatch(repository);
            PointCatalog.Sight earlier = points.sight();
            warnOfTheClock(earlier.readable());
            expectAsMuchAsBefore(earlier.readable());
            for (NamedSource source : request.components()) {
                backUp(source, stage, earlier.readable());
            }
            control.enter(Phase.COMMITTING);
            stage.finish();
            return commit(stage, new Succession(watch, earlier));
        } finally {
            closeSnapshots();
        }
    }

    /** Points stand in the order of their times, so whoever asks for the latest would get another one than this. */
    private void warnOfTheClock(List<StoredPoint> newestFirst) {
        if (newestFirst.isEmpty()
                || request.takenAt().isPresent()
                || !isLater(newestFirst.get(0).point())) {
            return;
        }
        // Among what can be read are also points that are deleted and stand in nobody's way.
        points.list().points().stream()
                .findFirst()
                .map(StoredPoint::point)
                .filter(this::isLater)
                .ifPresent(newest -> {
                    warn(
                            0,
                            "Restore point " + newest.id() + " is of " + newest.startedAt() + ", and the clock shows "
                                    + control.startedAt()
                                    + ": this backup does not become the latest. Look at the clock");
                });
    }

    private boolean isLater(RestorePoint point) {
        return point.startedAt().isAfter(control.startedAt());
    }

    /** Nobody knows how much there is before the last entry was seen; most sources change little. */
    private void expectAsMuchAsBefore(List<StoredPoint> earlier) {
        List<Component> before = request.components().stream()
                .flatMap(named -> PreviousManifest.component(named, earlier).stream())
                .toList();
        if (before.size() == request.components().size()) {
            control.expect(
                    before.stream().mapToLong(Component::entries).sum(),
                    before.stream().mapToLong(Component::bytes).sum());
        }
    }

    private void backUp(NamedSource named, BackupStage stage, List<StoredPoint> earlier) throws Exception {
        control.checkCancelled();
        BackupSource source = named.source();
        Optional<TreeRef> previous = PreviousManifest.of(request, named, earlier);
        ComponentJob job = new ComponentJob(
                named.name(),
                control,
                repository::newChunker,
                request,
                counts,
                PreviousManifest.known(previous, stage.chunks().nodes()));
        SourceSnapshot snapshot = open(source, job);
        snapshots.add(snapshot);
        control.enter(Phase.TRANSFERRING);
        ComponentBackup backup = new ComponentBackup(job, stage, previous);
        backup.run(snapshot);
        backup.manifest().ifPresent(tree -> manifests.put(named.name(), tree));
        components.add(new Component(
                named.name(),
                source.type(),
                source.location(),
                backup.entries(),
                backup.bytes(),
                snapshot.properties()));
    }

    private static SourceSnapshot open(BackupSource source, ComponentJob job) {
        try {
            return source.open(job);
        } catch (IOException e) {
            throw new SourceException("Could not open the source " + source.location() + ": " + Reason.of(e), e);
        }
    }

    private Optional<BackupReport> commit(BackupStage stage, Succession succession) {
        Optional<RestorePoint> committed = new Commit(repository, points, control)
                .commit(stage::lacks, log -> newPoint(stage, log.newest(), succession.after(log)));
        return committed.map(point -> {
            control.committed(point);
            succession.made(point.id());
            succession.gaps().forEach(gap -> warn(0, gap));
            tellSources(point.id());
            repository.objects().store().takeWarnings().forEach(warning -> warn(0, warning));
            return new BackupReport(point, control.issues(), counts.entriesRead.sum(), stage.objectsStored() + 1);
        });
    }

    private StoredPoint newPoint(BackupStage stage, long seen, List<RestorePointId> after) {
        long missing = control.missingTotal() + request.alsoMissing();
        Duration duration = Duration.between(
                control.startedAt(), repository.options().clock().instant());
        RestorePoint point = new RestorePoint(
                new RestorePointId(
                        ObjectId.random(repository.options().random()).toHex()),
                request.takenAt().orElse(control.startedAt()),
                duration.isNegative() ? Duration.ZERO : duration.truncatedTo(ChronoUnit.MILLIS),
                missing == 0 ? RestorePoint.Status.COMPLETE : RestorePoint.Status.INCOMPLETE,
                request.origin(),
                request.createdBy(),
                request.details(),
                components,
                bytes(stage),
                control.missing(),
                missing);
        return new StoredPoint(point, manifests, seen, after);
    }

    private RestorePoint.Bytes bytes(BackupStage stage) {
        long original = components.stream().mapToLong(Component::bytes).sum();
        return new RestorePoint.Bytes(original, counts.bytesRead.sum(), counts.bytesAdded.sum(), stage.bytesStored());
    }

    /** The point is durable: a source that cannot be told is worth a warning, and no more. */
    private void tellSources(RestorePointId point) {
        for (int i = 0; i < snapshots.size(); i++) {
            try {
                snapshots.get(i).committed(point);
            } catch (Throwable e) {
                warn(i, "The restore point is stored, but its source could not be told: " + text(e));
            }
        }
    }

    /** All of them, whatever one does: they hold locks, and what the backup failed with counts more. */
    private void closeSnapshots() {
        for (int i = 0; i < snapshots.size(); i++) {
            try {
                snapshots.get(i).close();
            } catch (Throwable e) {
                warn(i, "The source could not be released: " + text(e));
            }
        }
    }

    /** The message of an error, say of a missing class, tells nothing without its name. */
    private static String text(Throwable e) {
        return e instanceof Error ? e.toString() : String.valueOf(e.getMessage());
    }

    private void warn(int source, String message) {
        String component = request.components().get(source).name();
        control.report(new EntryIssue(component, EntryPath.root(), Severity.WARNING, message));
    }
}
