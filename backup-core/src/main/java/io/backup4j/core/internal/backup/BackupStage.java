package io.backup4j.core.internal.backup;

import io.backup4j.api.StoreException;
import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectKind;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.core.internal.index.SegmentBuilder;
import io.backup4j.core.internal.pack.PackTools;
import io.backup4j.core.internal.pack.PackWriters;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import io.backup4j.core.internal.run.WorkerTeam;
import io.backup4j.core.internal.tree.NodeReader;
import java.util.ArrayList;
import java.util.List;

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
        long memory = repository.options().memoryCeiling() - ChunkStage.MEMORY;
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

    NodeReader nodes() {
        return chunks.nodes();
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
        directories.forEach(pack -> stored(ObjectNames.pack(pack.pack()), pack.size()));
        List<PackDirectory> listed = new ArrayList<>(directories);
        listed.addAll(chunks.loaded().orphans());
        SegmentBuilder.write(listed, plain -> {
            control.checkCancelled();
            String name = ObjectNames.indexSegment(
                    ObjectId.random(repository.options().random()));
            byte[] object = repository.seal(ObjectKind.INDEX_SEGMENT, name, plain);
            if (!repository.objects().create(name, object)) {
                throw new StoreException("There already is an object " + name + ", which nobody but this run can have"
                        + " stored. No restore point was made; run the backup again");
            }
            stored(name, object.length);
        });
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
