package io.backup4j.core.internal.repository;

import io.backup4j.api.StoredObject;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.core.internal.index.SegmentBuilder;
import io.backup4j.core.internal.pack.ChunkWriter;
import io.backup4j.core.internal.pack.PackTools;
import io.backup4j.core.internal.pack.PackWriters;
import io.backup4j.core.internal.run.RunControl;
import java.util.ArrayList;
import java.util.List;

/** Stores chunks outside a backup: in a second place, or again. Used once, by one thread. */
public final class ChunkMover implements AutoCloseable {
    /** One thread fills packs, so more would lie idle, while the index of a large repository needs room. */
    private static final long MEMORY = 32 << 20;

    private final OpenRepository repository;
    private final RunControl control;
    private final PackTools tools;
    private final PackWriters packs;
    private final ChunkWriter writer;
    private final List<PackDirectory> unlisted = new ArrayList<>();
    private long bytesStored;

    /** Makes everything ready. */
    public ChunkMover(OpenRepository repository, RunControl control) {
        this.repository = repository;
        this.control = control;
        this.tools = PackTools.of(
                repository.keys(), repository.newCiphers(), repository.options().compression());
        this.packs = new PackWriters(
                repository.objects().store(),
                repository.keys(),
                repository.newCiphers(),
                repository.options().random(),
                MEMORY);
        this.writer = packs.writer(tools);
        control.onCancel(packs::abort);
    }

    /** Returns who takes the chunks. */
    public ChunkWriter writer() {
        return writer;
    }

    /** Returns the tools of the calling thread. */
    public PackTools tools() {
        return tools;
    }

    /** Lists packs that are durable, when they fill an index segment; to be called now and then by whoever moves many chunks. */
    public void listFull() {
        unlisted.addAll(packs.takeStored());
        if (unlisted.stream().mapToInt(PackDirectory::chunks).sum() >= SegmentBuilder.MOST_CHUNKS) {
            list();
        }
    }

    /** Makes durable what was stored, first packs and then the index segments that list them. */
    public void finish() {
        writer.flush();
        unlisted.addAll(packs.finish());
        list();
    }

    private void list() {
        unlisted.forEach(pack -> stored(new StoredObject(ObjectNames.pack(pack.pack()), pack.size())));
        SegmentBuilder.write(unlisted, plain -> {
            control.checkCancelled();
            stored(SegmentObjects.store(repository, plain));
        });
        unlisted.clear();
    }

    private void stored(StoredObject object) {
        bytesStored += object.size();
        control.stored(object);
    }

    /** Returns the bytes of packs and segments stored. */
    public long bytesStored() {
        return bytesStored;
    }

    @Override
    public void close() {
        packs.close();
        tools.close();
    }
}
