package io.backup4j.core.internal.operation;

import io.backup4j.api.BackupEvent;
import io.backup4j.api.BackupSource;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.PointDetails;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.SourceException;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.internal.backup.BackupRun;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.restore.SafetyBackup;
import io.backup4j.core.internal.run.RunControl;

/** Backs up what a restore replaces, as a part of the restore's run. */
final class PreRestoreBackup implements SafetyBackup {
    private final OpenRepository repository;
    private final RunControl restore;

    PreRestoreBackup(OpenRepository repository, RunControl restore) {
        this.repository = repository;
        this.restore = restore;
    }

    @Override
    public RestorePoint make(String component, BackupSource replaced, RestorePointId restored) throws Exception {
        BackupRequest request = BackupRequest.builder()
                .component(component, replaced)
                .origin(RestorePoint.Origin.PRE_RESTORE)
                .details(PointDetails.none()
                        .withDescription("What was at " + replaced.location() + " before restore point "
                                + restored.abbreviated() + " was restored there"))
                .build();
        RunControl control = new RunControl(request.verb(), repository.options().clock(), this::tell);
        restore.onCancel(control::cancel);
        RestorePoint point = new BackupRun(repository, request, control).call().point();
        if (point.status() != RestorePoint.Status.COMPLETE) {
            discard(point.id());
            EntryIssue first = point.missing().get(0);
            throw new SourceException("'" + first.path() + "': " + first.message());
        }
        return point;
    }

    /** How far the safety backup is says nothing about the restore. */
    private void tell(BackupEvent event) {
        if (!(event instanceof BackupEvent.Progressed)) {
            restore.forward(event);
        }
    }

    @Override
    public void discard(RestorePointId point) {
        new PointCatalog(repository).delete(point, repository.options().clock().instant());
    }
}
