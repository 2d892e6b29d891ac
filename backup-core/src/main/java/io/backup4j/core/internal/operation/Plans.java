package io.backup4j.core.internal.operation;

import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.CopyRequest;
import io.backup4j.core.DeleteRequest;
import io.backup4j.core.ExportRequest;
import io.backup4j.core.ImportRequest;
import io.backup4j.core.Operation;
import io.backup4j.core.ParityRequest;
import io.backup4j.core.Plan;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.RepairRequest;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.VerifyReport;
import io.backup4j.core.VerifyRequest;
import io.backup4j.core.internal.backup.BackupPlanner;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.parity.ParityPlanner;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.prune.PrunePlanner;
import io.backup4j.core.internal.repair.RepairPlanner;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.restore.RestorePlanner;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.verify.VerifyPlanner;
import java.util.List;

/** Finds out what operations would do, without changing anything. */
final class Plans {
    private Plans() {}

    static Plan plan(OpenRepository repository, Operation<?> operation) {
        if (operation instanceof RestoreRequest restore) {
            return plan(repository, restore);
        }
        if (operation instanceof ExportRequest export) {
            return plan(repository, Operations.asRestore(export));
        }
        if (operation instanceof BackupRequest backup) {
            return plan(repository, backup);
        }
        if (operation instanceof ImportRequest importing) {
            return plan(repository, Operations.asBackup(importing));
        }
        if (operation instanceof CopyRequest copy) {
            return plan(repository, copy);
        }
        if (operation instanceof DeleteRequest delete) {
            return plan(repository, delete);
        }
        if (operation instanceof PruneRequest prune) {
            return plan(repository, prune);
        }
        if (operation instanceof RepairRequest repair) {
            return plan(repository, repair);
        }
        if (operation instanceof ParityRequest parity) {
            return new ParityPlanner(repository, parity).plan();
        }
        return plan(repository, (VerifyRequest) operation);
    }

    private static Plan plan(OpenRepository repository, RestoreRequest request) {
        StoredPoint point = new PointCatalog(repository).get(request.point());
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            return new RestorePlanner(request, point, chunks.nodesAhead()).plan();
        }
    }

    private static Plan plan(OpenRepository repository, BackupRequest request) {
        RunControl control = new RunControl(request.verb(), repository.options().clock(), event -> {});
        return new BackupPlanner(repository, request, control).plan();
    }

    private static Plan plan(OpenRepository repository, CopyRequest request) {
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            return request.destination().plan(Operations.asBackup(repository, request, chunks));
        }
    }

    private static Plan plan(OpenRepository repository, DeleteRequest request) {
        String name = ObjectNames.point(request.point());
        new PointCatalog(repository).require(request.point());
        PlannedAction action = new PlannedAction(EntryPath.of(name), Action.DELETE, 0, "");
        String note = "It can be brought back until space is reclaimed";
        return new Plan(request.verb(), List.of(action), 0, 0, 1, 0, 0, 0, 0, List.of(note));
    }

    private static Plan plan(OpenRepository repository, PruneRequest request) {
        RunControl control = new RunControl(request.verb(), repository.options().clock(), event -> {});
        return new PrunePlanner(repository, request, control).plan();
    }

    private static Plan plan(OpenRepository repository, RepairRequest request) {
        RunControl control = new RunControl(request.verb(), repository.options().clock(), event -> {});
        OperationRun<VerifyReport> verification = new OperationRun<>(
                control, Operations.work(repository, VerifyRequest.of(request.level()), control), ended -> {});
        verification.run();
        return new RepairPlanner(repository, request, control, verification.outcome()).plan();
    }

    private static Plan plan(OpenRepository repository, VerifyRequest request) {
        return new VerifyPlanner(repository, request).plan();
    }
}
