package io.backup4j.core.internal.backup;

import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestWriter;
import io.backup4j.core.internal.run.WorkerTeam;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backup of one component: joins feed, workers and assembler. Used once. */
final class ComponentBackup {
    private final ComponentJob job;
    private final BackupStage stage;
    private final ManifestWriter writer;
    private final ChunkStorer nodes;
    private final PreviousEntries previous;
    private Optional<TreeRef> manifest = Optional.empty();

    ComponentBackup(ComponentJob job, BackupStage stage, Optional<TreeRef> previousManifest) {
        this.job = job;
        this.stage = stage;
        this.nodes = stage.newStorer(job.counts());
        this.writer = new ManifestWriter(nodes::storeNode, stage.gearTable());
        this.previous = new PreviousEntries(previousManifest
                .map(tree -> new ManifestCursor(stage.chunks().nodesAhead(), tree))
                .orElse(null));
    }

    /** Stores every entry of the snapshot and the manifest; only then is everything in packs. */
    void run(SourceSnapshot snapshot) throws Exception {
        ManifestAssembler assembler = new ManifestAssembler(writer);
        WorkerTeam team = stage.team();
        try (EntryFeed feed = new EntryFeed(job, snapshot, previous, nodes, stage.chunks())) {
            List<WorkerTeam.Task> tasks = new ArrayList<>();
            for (int i = 0; i < team.size(); i++) {
                BackupWorker worker = new BackupWorker(job, feed, assembler, stage.newStorer(job.counts()));
                tasks.add(worker::run);
            }
            team.runAll(tasks, () -> {
                feed.abandon();
                assembler.abandon();
            });
        }
        manifest = writer.finish();
        nodes.flush();
    }

    /** Returns the manifest, none when the source had no entry. */
    Optional<TreeRef> manifest() {
        return manifest;
    }

    long entries() {
        return writer.entries();
    }

    long bytes() {
        return writer.bytes();
    }
}
