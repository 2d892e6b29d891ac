package io.backup4j.core.internal.backup;

import io.backup4j.api.RestorePointId;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.collect.CollectionLog;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.core.internal.index.SegmentBuilder;
import io.backup4j.core.internal.pack.PackTools;
import io.backup4j.core.internal.pack.PackWriters;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.SegmentObjects;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.run.WorkerTeam;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the components of one backup share: the index, the packs that are being filled, the threads. One thread at a time. */
final class BackupStage implements AutoCloseable {
    private static final long BYTES_PER_WORKER = Slice.SIZE + (5L << 20);

    private final OpenRepository repository;
    private final RunControl control;
    private final ChunkStage chunks;
    private final PackWriters packs;
    private final WorkerTeam team;
    private final List<PackTools> tools = new ArrayList<>();
    private long objectsStored;
    private long bytesStored;

    private BackupStage(OpenRepository repository, RunControl control, ChunkStage chunks) {
        this.repository = repository;
        this.control = control;
        this.chunks = chunks;
        long memory = repository.options().memoryCeiling() - chunks.memory();
        int workers = (int) Math.max(1, Math.min(repository.options().workers(), memory / 2 / BYTES_PER_WORKER));
        this.team = new WorkerTeam("backup4j-backup", workers);
        this.packs = new PackWriters(
                repository.objects().store(),
                repository.keys(),
                repository.newCiphers(),
                repository.options().random(),
                memory - workers * BYTES_PER_WORKER);
        control.onCancel(packs::abort);
    }

    /** Loads the index and makes everything ready. */
    static BackupStage open(OpenRepository repository, RunControl control) {
        return new BackupStage(repository, control, ChunkStage.open(repository));
    }

    WorkerTeam team() {
        return team;
    }

    long[] gearTable() {
        return repository.gearTable();
    }

    ChunkStage chunks() {
        return chunks;
    }

    /** Makes a storer, for one thread. */
    ChunkStorer newStorer(ComponentJob.Counts counts) {
        PackTools own = PackTools.of(
                repository.keys(), repository.newCiphers(), repository.options().compression());
        tools.add(own);
        return new ChunkStorer(own.hasher(), chunks.index(), packs.writer(own), chunks.nodes(), counts);
    }

    /**
     * Makes the packs durable and then the index that points at them. Packs that a run before has left behind are listed too, so that the next run
     * need not look into them.
     */
    void finish() {
        List<PackDirectory> directories = packs.finish();
        directories.forEach(pack -> {
            stored(ObjectNames.pack(pack.pack()), pack.size());
            chunks.index().add(pack);
        });
        List<PackDirectory> listed = new ArrayList<>(directories);
        listed.addAll(chunks.loaded().orphans());
        SegmentBuilder.write(listed, plain -> {
            control.checkCancelled();
            StoredObject segment = SegmentObjects.store(repository, plain);
            stored(segment.name(), segment.size());
        });
    }

    /** Returns whether a chunk that the run needs is to be found in packs only that {@code collections} condemn. */
    boolean lacks(CollectionLog<RestorePointId, ObjectId> collections) {
        Set<ObjectId> condemned = new HashSet<>(chunks.index().packs());
        condemned.removeIf(pack -> !collections.condemns(pack));
        if (!chunks.index().usedIn(condemned).isEmpty()) {
            chunks.refresh();
        }
        // Also without that: reading the point before may have refreshed the index after the content was found in it.
        return chunks.index().lacksUsed();
    }

    long objectsStored() {
        return objectsStored;
    }

    long bytesStored() {
        return bytesStored;
    }

    private void stored(String name, long size) {
        objectsStored++;
        bytesStored += size;
        control.stored(new StoredObject(name, size));
    }

    @Override
    public void close() {
        team.close();
        packs.close();
        tools.forEach(PackTools::close);
        chunks.close();
    }
}
