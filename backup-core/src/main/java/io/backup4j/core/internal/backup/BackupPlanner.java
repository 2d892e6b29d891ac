package io.backup4j.core.internal.backup;

import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceException;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.BackupRequest.NamedSource;
import io.backup4j.core.Plan;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.points.PointCatalog;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.PlannedActions;
import io.backup4j.core.internal.run.Reason;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.tree.TreeRef;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a backup would read: walks the sources beside the manifests of the backup before and opens no content. Used once, by one thread.
 */
public final class BackupPlanner {
    private final OpenRepository repository;
    private final BackupRequest request;
    private final RunControl control;
    private final PlannedActions actions = new PlannedActions();

    /** Prepares a plan; what the sources report goes to {@code control}. */
    public BackupPlanner(OpenRepository repository, BackupRequest request, RunControl control) {
        this.repository = repository;
        this.request = request;
        this.control = control;
    }

    /** Plans. */
    public Plan plan() {
        List<StoredPoint> earlier = new PointCatalog(repository).list().points();
        try (ChunkStage chunks = ChunkStage.open(repository)) {
            for (NamedSource named : request.components()) {
                plan(named, PreviousManifest.of(request, named, earlier), chunks);
            }
        }
        List<String> notes = control.issues().stream()
                .map(issue -> issue.component() + ": '" + issue.path() + "': " + issue.message())
                .toList();
        return actions.plan(request.verb(), actions.bytes(), 0, notes);
    }

    private void plan(NamedSource named, Optional<TreeRef> manifest, ChunkStage chunks) {
        ManifestCursor previous = manifest.map(tree -> new ManifestCursor(chunks.nodesAhead(), tree))
                .orElse(null);
        ComponentJob job = new ComponentJob(
                named.name(),
                control,
                repository::newChunker,
                request,
                new ComponentJob.Counts(),
                PreviousManifest.known(manifest, chunks.nodes()));
        try (SourceSnapshot snapshot = named.source().open(job)) {
            merge(snapshot, previous);
        } catch (IOException e) {
            throw new SourceException(
                    "Could not look at the source " + named.source().location() + ": " + Reason.of(e), e);
        }
    }

    private void merge(SourceSnapshot snapshot, @Nullable ManifestCursor previous) throws IOException {
        SourceEntry now = snapshot.next();
        ManifestEntry before = next(previous);
        while (now != null || before != null) {
            int order = order(now, before);
            if (order > 0 && before != null) {
                add(before.entry().path(), Action.DELETE, 0);
            } else if (now != null) {
                add(now, order == 0 ? before : null);
            }
            now = order <= 0 ? snapshot.next() : now;
            before = order >= 0 ? next(previous) : before;
        }
    }

    private static @Nullable ManifestEntry next(@Nullable ManifestCursor cursor) {
        return cursor == null ? null : cursor.next();
    }

    private static int order(@Nullable SourceEntry now, @Nullable ManifestEntry before) {
        if (now == null || before == null) {
            return now == null ? 1 : -1;
        }
        return now.entry().path().compareTo(before.entry().path());
    }

    private void add(SourceEntry now, @Nullable ManifestEntry before) throws IOException {
        Entry entry = now.entry();
        if (before == null) {
            add(entry.path(), Action.CREATE, Math.max(0, entry.size()));
            return;
        }
        boolean sameContent = before.entry().kind() == entry.kind()
                && (entry.kind() != EntryKind.FILE
                        || !now.stamp().isEmpty() && now.stamp().equals(before.stamp()));
        boolean same =
                sameContent && now.describe().withSize(before.entry().size()).equals(before.entry());
        add(entry.path(), same ? Action.KEEP : Action.OVERWRITE, sameContent ? 0 : Math.max(0, entry.size()));
    }

    private void add(EntryPath path, Action action, long size) {
        if (action == Action.KEEP) {
            actions.keep(1);
        } else {
            actions.add(new PlannedAction(path, action, size, ""));
        }
    }
}
