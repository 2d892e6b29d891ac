package io.backup4j.core.internal.repair;

import io.backup4j.api.BackupEvent;
import io.backup4j.api.Component;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.internal.archive.PointSource;
import io.backup4j.core.internal.backup.BackupRun;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.restore.StoredContent;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.List;

/** Makes a restore point of what is left of a damaged one, by backing that up. */
final class Replacement {
    private final OpenRepository repository;
    private final RunControl repair;

    Replacement(OpenRepository repository, RunControl repair) {
        this.repository = repository;
        this.repair = repair;
    }

    /** Makes the point: the same in all but its id, with the entries that are hit missing. */
    RestorePoint make(PointHoles holes, ChunkStage chunks) throws Exception {
        RestorePoint damaged = holes.point().point();
        StoredPoint left = new StoredPoint(
                lacking(damaged, issues(holes)),
                holes.point().manifests(),
                holes.point().seen(),
                holes.point().after());
        BackupRequest.Builder request = BackupRequest.builder()
                .origin(damaged.origin())
                .takenAt(damaged.startedAt())
                .createdBy(damaged.createdBy())
                .alsoMissing(unlisted(damaged))
                .details(damaged.details());
        damaged.components()
                .forEach(component -> request.component(component.name(), source(left, component, holes, chunks)));
        RunControl control = new RunControl("backup", repository.options().clock(), this::tell);
        repair.onCancel(control::cancel);
        return new BackupRun(repository, request.build(), control).call().point();
    }

    private PointSource source(StoredPoint left, Component component, PointHoles holes, ChunkStage chunks) {
        return new PointSource(
                repository.config().repositoryId().toHex(),
                left,
                component,
                losses -> holes.left(component.name()),
                entry -> new StoredContent(entry, chunks, repair::checkCancelled).open());
    }

    private static List<EntryIssue> issues(PointHoles holes) {
        List<EntryIssue> issues = new ArrayList<>(holes.point().point().missing());
        holes.pieces()
                .forEach(piece -> issues.add(
                        new EntryIssue(piece.component(), EntryPath.root(), Severity.MISSING, piece.message())));
        for (LostEntry lost : holes.entries()) {
            if (!lost.ranges().isEmpty()) {
                issues.add(new EntryIssue(
                        lost.component(),
                        lost.entry().entry().path(),
                        Severity.MISSING,
                        "It was damaged in the store, and left out by a repair"));
            }
        }
        return issues;
    }

    private static long unlisted(RestorePoint point) {
        return point.missingTotal() - point.missing().size();
    }

    private static RestorePoint lacking(RestorePoint point, List<EntryIssue> missing) {
        long total = missing.size() + unlisted(point);
        return new RestorePoint(
                point.id(),
                point.startedAt(),
                point.duration(),
                total == 0 ? RestorePoint.Status.COMPLETE : RestorePoint.Status.INCOMPLETE,
                point.origin(),
                point.createdBy(),
                point.details(),
                point.components(),
                point.bytes(),
                missing,
                total);
    }

    /** How far the backup is says nothing about the repair. */
    private void tell(BackupEvent event) {
        if (!(event instanceof BackupEvent.Progressed)) {
            repair.forward(event);
        }
    }
}
