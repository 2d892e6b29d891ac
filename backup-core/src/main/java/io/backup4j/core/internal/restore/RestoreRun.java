package io.backup4j.core.internal.restore;

import io.backup4j.api.BackupException;
import io.backup4j.api.BackupSource;
import io.backup4j.api.CancelledException;
import io.backup4j.api.Component;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.api.Progress;
import io.backup4j.api.Progress.Phase;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.RestoreSession;
import io.backup4j.api.RestoreTarget;
import io.backup4j.api.SourceException;
import io.backup4j.api.TargetException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.Plan;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Selection;
import io.backup4j.core.internal.crypto.CryptoWarmUp;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.Reason;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.run.WorkerTeam;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One restore. Used once, by one thread, which is joined by the workers. */
public final class RestoreRun {
    private final OpenRepository repository;
    private final RestoreRequest request;
    private final RunControl control;
    private final StoredPoint point;
    private final ChunkStage chunks;
    private final SafetyBackup safety;
    private final LongAdder entries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private boolean isReplacedAsked;
    private @Nullable RestorePointId replaced;

    /**
     * Prepares a restore.
     *
     * @param chunks where the point's chunks are; stays open
     */
    public RestoreRun(
            OpenRepository repository,
            RestoreRequest request,
            RunControl control,
            StoredPoint point,
            ChunkStage chunks,
            SafetyBackup safety) {
        this.repository = repository;
        this.request = request;
        this.control = control;
        this.point = point;
        this.chunks = chunks;
        this.safety = safety;
    }

    /**
     * Restores. What the target will replace is backed up as late as possible, when all content has arrived.
     *
     * @throws TargetException when something is in the way at the target, before anything is written
     */
    public RestoreReport call() throws Exception {
        control.enter(Phase.PLANNING);
        if (repository.keys().isEncrypted()) {
            CryptoWarmUp.start();
        }
        requireNoConflict();
        expect();
        control.enter(Phase.TRANSFERRING);
        restoreAndRelease(open());
        return new RestoreReport(entries.sum(), bytes.sum(), control.issues(), control.missingTotal(), replaced);
    }

    private void restoreAndRelease(RestoreSession session) throws Exception {
        boolean isDone = false;
        try (session) {
            restoreTo(session);
            isDone = true;
        } catch (IOException e) {
            if (!isDone) {
                throw e;
            }
            throw new TargetException(
                    "The restore to " + request.target().location() + " is done, but the target could not be released: "
                            + e.getMessage(),
                    e);
        }
    }

    /** A restore that has not happened leaves nothing to undo: what it says to have replaced would be a trap. */
    private void restoreTo(RestoreSession session) throws Exception {
        try {
            transfer(session);
            control.enter(Phase.COMMITTING);
            control.checkCancelled();
            backUpReplaced(session);
            control.checkCancelled();
            finish(session).forEach(control::report);
        } catch (CancelledException | TargetException e) {
            discardReplaced(e);
            throw e;
        }
    }

    private void discardReplaced(RuntimeException failure) {
        try {
            if (replaced != null) {
                safety.discard(replaced);
            }
        } catch (BackupException e) {
            failure.addSuppressed(e);
        }
    }

    /** Once, as late as possible: before the first stage that changes the target, or at the end. */
    private void backUpReplaced(RestoreSession session) throws Exception {
        if (isReplacedAsked || !request.safetyBackup()) {
            return;
        }
        isReplacedAsked = true;
        Optional<BackupSource> source;
        try {
            source = session.replaced();
        } catch (IOException e) {
            throw targetFailed("complete", e);
        }
        if (source.isPresent()) {
            replaced = makePoint(source.get());
        }
    }

    private RestorePointId makePoint(BackupSource source) throws Exception {
        try {
            return safety.make(componentName(source), source, request.point()).id();
        } catch (SourceException e) {
            throw new TargetException(
                    "Nothing was restored to " + request.target().location()
                            + ", because what is there could not be backed up first: " + e.getMessage()
                            + ". Restore without a safety backup to replace it nevertheless",
                    e);
        }
    }

    private String componentName(BackupSource replaced) {
        List<Component> restored = PointReader.components(point, request.selection());
        return restored.size() == 1 ? restored.get(0).name() : replaced.type();
    }

    private void requireNoConflict() {
        RestorePlanner planner = new RestorePlanner(request, point, chunks.nodesAhead());
        if (planner.isClear()) {
            return;
        }
        Plan plan = planner.plan();
        if (plan.conflicts() > 0) {
            List<String> first = plan.actions().stream()
                    .filter(action -> action.action() == Action.CONFLICT)
                    .limit(3)
                    .map(action ->
                            "'" + action.path() + "'" + (action.reason().isEmpty() ? "" : " (" + action.reason() + ")"))
                    .toList();
            throw new TargetException(
                    "Nothing was restored to " + request.target().location() + ": " + plan.conflicts()
                            + " entries are in the way, for instance " + String.join(", ", first)
                            + ". Restore to another place, or tell the target to overwrite");
        }
    }

    private void expect() {
        Selection selection = request.selection();
        boolean whole = selection.isWhole() && selection.components().isEmpty();
        RestorePoint described = point.point();
        control.expect(
                whole ? described.entries() : Progress.UNKNOWN,
                whole ? described.bytes().original() : Progress.UNKNOWN);
    }

    private RestoreSession open() {
        try {
            return request.target().open(control);
        } catch (IOException e) {
            throw targetFailed("write to", e);
        }
    }

    private List<EntryIssue> finish(RestoreSession session) {
        try {
            return session.finish();
        } catch (IOException e) {
            throw targetFailed("complete", e);
        }
    }

    private TargetException targetFailed(String what, IOException e) {
        return new TargetException("Could not " + what + " " + request.target().location() + ": " + Reason.of(e), e);
    }

    private void transfer(RestoreSession session) throws Exception {
        RestoreTarget target = request.target();
        int workers = Math.min(target.concurrency(), repository.options().workers());
        RestoreFeed feed = new RestoreFeed(reader(), target, chunks, workers, entry -> restore(session, entry));
        List<WorkerTeam.Task> tasks = Collections.nCopies(workers, () -> work(session, feed));
        try (WorkerTeam team = new WorkerTeam("backup4j-restore", workers)) {
            for (OptionalInt stage = feed.nextStage(); stage.isPresent(); stage = feed.nextStage()) {
                if (stage.getAsInt() >= target.changingStage()) {
                    backUpReplaced(session);
                }
                team.runAll(tasks, feed::abandon);
            }
        }
        feed.finish();
    }

    private PointReader reader() {
        Losses losses = request.target().takesPart() ? this::lose : null;
        return new PointReader(point, request.selection(), chunks.nodesAhead(), losses);
    }

    private void lose(EntryIssue issue, long lost) {
        control.report(issue, lost);
        control.done(lost, 0);
    }

    private void work(RestoreSession session, RestoreFeed feed) {
        for (List<SelectedEntry> files = feed.next(); !files.isEmpty(); files = feed.next()) {
            files.forEach(file -> restore(session, file));
        }
    }

    /** One entry that is damaged or cannot be written does not end the restore; it is reported. */
    private void restore(RestoreSession session, SelectedEntry selected) {
        control.checkCancelled();
        Entry entry = selected.stored().entry();
        try {
            Holes holes = request.fillsHoles() ? new Holes() : null;
            session.restore(entry, new StoredContent(selected.stored(), chunks, control::checkCancelled, holes));
            if (holes != null && !holes.isEmpty()) {
                report(selected, "Restored with zeros in the place of bytes that are lost: " + holes);
            } else if (selected.isMeant()) {
                entries.increment();
            }
            bytes.add(entry.size());
        } catch (IOException e) {
            report(selected, "Could not write it: " + Reason.of(e));
        } catch (CorruptDataException | UnsupportedFormatException e) {
            report(selected, String.valueOf(e.getMessage()));
        }
        control.done(1, entry.size());
    }

    private void report(SelectedEntry selected, String message) {
        control.report(
                new EntryIssue(selected.component(), selected.stored().entry().path(), Severity.MISSING, message));
    }
}
