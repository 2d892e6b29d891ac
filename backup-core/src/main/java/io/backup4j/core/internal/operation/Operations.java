package io.backup4j.core.internal.operation;

import io.backup4j.api.Component;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.CopyRequest;
import io.backup4j.core.DeleteReport;
import io.backup4j.core.DeleteRequest;
import io.backup4j.core.ExportRequest;
import io.backup4j.core.ImportRequest;
import io.backup4j.core.Operation;
import io.backup4j.core.ParityRequest;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.RepairRequest;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Run;
import io.backup4j.core.Selection;
import io.backup4j.core.VerifyRequest;
import io.backup4j.core.internal.archive.ArchiveSource;
import io.backup4j.core.internal.archive.ArchiveTarget;
import io.backup4j.core.internal.archive.PointSource;
import io.backup4j.core.internal.backup.BackupRun;
import io.backup4j.core.internal.parity.ParityRun;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.prune.PruneRun;
import io.backup4j.core.internal.repair.RepairRun;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.restore.PointReader;
import io.backup4j.core.internal.restore.RestoreRun;
import io.backup4j.core.internal.restore.SafetyBackup;
import io.backup4j.core.internal.restore.StoredContent;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.verify.VerifyRun;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Sends each operation to the room that does it. */
final class Operations {
    private Operations() {}

    /** Returns the work of an operation. */
    @SuppressWarnings("unchecked") // Operation is sealed, and each request names the result of its own run.
    static <R> Callable<R> work(OpenRepository repository, Operation<R> operation, RunControl control) {
        return (Callable<R>) workOf(repository, operation, control);
    }

    private static Callable<?> workOf(OpenRepository repository, Operation<?> operation, RunControl control) {
        if (operation instanceof BackupRequest backup) {
            return () -> new BackupRun(repository, backup, control).call();
        }
        if (operation instanceof RestoreRequest restore) {
            return () -> restore(repository, restore, control);
        }
        if (operation instanceof VerifyRequest verify) {
            return () -> new VerifyRun(repository, verify, control).call();
        }
        if (operation instanceof DeleteRequest delete) {
            return () -> delete(repository, delete);
        }
        if (operation instanceof PruneRequest prune) {
            return () -> new PruneRun(repository, prune, control).call();
        }
        if (operation instanceof RepairRequest repair) {
            return () -> new RepairRun(repository, repair, control).call();
        }
        if (operation instanceof ParityRequest parity) {
            return () -> new ParityRun(repository, parity, control).call();
        }
        if (operation instanceof CopyRequest copy) {
            return () -> copy(repository, copy, control);
        }
        if (operation instanceof ExportRequest export) {
            return () -> restore(repository, asRestore(export), control);
        }
        return () -> new BackupRun(repository, asBackup((ImportRequest) operation), control).call();
    }

    private static RestoreReport restore(OpenRepository repository, RestoreRequest request, RunControl control)
            throws Exception {
        StoredPoint point = new PointCatalog(repository).get(request.point());
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            SafetyBackup safety = new PreRestoreBackup(repository, control);
            return new RestoreRun(repository, request, control, point, chunks, safety).call();
        }
    }

    private static DeleteReport delete(OpenRepository repository, DeleteRequest request) {
        repository.requireNewestKeys();
        PointCatalog points = new PointCatalog(repository);
        points.delete(request.point(), repository.options().clock().instant());
        return new DeleteReport(request.point());
    }

    private static BackupReport copy(OpenRepository repository, CopyRequest request, RunControl control) {
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            Run<BackupReport> run =
                    request.destination().start(asBackup(repository, request, chunks), control::forward);
            control.onCancel(run::cancel);
            return end(run);
        }
    }

    /** The run reads from this repository until it has ended: who is interrupted waits for that, and is so again after. */
    private static <R> R end(Run<R> run) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return run.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    run.cancel();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The backup of a point's components that makes its copy at the destination. */
    static BackupRequest asBackup(OpenRepository repository, CopyRequest request, ChunkStage chunks) {
        StoredPoint stored = new PointCatalog(repository).get(request.point());
        RestorePoint point = stored.point();
        BackupRequest.Builder copy = BackupRequest.builder()
                .origin(RestorePoint.Origin.COPY)
                .takenAt(point.startedAt())
                .createdBy(point.createdBy())
                .alsoMissing(point.missingTotal() - point.missing().size())
                .details(point.details());
        for (Component component : point.components()) {
            copy.component(component.name(), source(repository, stored, component, chunks));
        }
        return copy.build();
    }

    private static PointSource source(
            OpenRepository repository, StoredPoint point, Component component, ChunkStage chunks) {
        Selection selection = new Selection(Set.of(component.name()), List.of(), List.of());
        return new PointSource(
                repository.config().repositoryId().toHex(),
                point,
                component,
                losses -> new PointReader(point, selection, chunks.nodesAhead(), losses),
                entry -> new CopiedContent(new StoredContent(entry, chunks, () -> {})));
    }

    static RestoreRequest asRestore(ExportRequest export) {
        return new RestoreRequest(
                export.point(), export.selection(), new ArchiveTarget(export.format(), export.output()));
    }

    static BackupRequest asBackup(ImportRequest request) {
        return BackupRequest.builder()
                .component(request.component(), new ArchiveSource(request.archive(), request.maximumBytes()))
                .origin(RestorePoint.Origin.IMPORT)
                .details(request.details())
                .build();
    }
}
