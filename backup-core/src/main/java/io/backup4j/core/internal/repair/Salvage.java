package io.backup4j.core.internal.repair;

import io.backup4j.api.BackupStore;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.StoredObject;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.ChunkList;
import io.backup4j.core.internal.index.ChunkLocation;
import io.backup4j.core.internal.index.IndexSegment;
import io.backup4j.core.internal.index.PackDirectory;
import io.backup4j.core.internal.pack.ChunkReader;
import io.backup4j.core.internal.pack.PackReaders;
import io.backup4j.core.internal.parity.PackRebuilder;
import io.backup4j.core.internal.repository.ChunkMover;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.repository.SegmentObjects;
import io.backup4j.core.internal.run.RunControl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores elsewhere what can be read of damaged packs and lies nowhere else. Used once, by one thread. */
final class Salvage {
    private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);

    private final OpenRepository repository;
    private final RunControl control;
    private final ChunkStage rest;
    private final ChunkMover mover;
    private final List<IndexSegment> segments;
    private final PackRebuilder rebuilder;
    private final Set<ChunkId> kept = new HashSet<>();
    private final Set<ObjectId> rebuilt = new HashSet<>();

    /**
     * Reads what the index says of the damaged packs.
     *
     * @param rest the index without them
     */
    private Salvage(
            OpenRepository repository, RunControl control, ChunkStage rest, ChunkMover mover, Set<ObjectId> damaged) {
        this.repository = repository;
        this.control = control;
        this.rest = rest;
        this.mover = mover;
        this.segments = segmentsOf(damaged);
        this.rebuilder = new PackRebuilder(repository.objects(), control);
    }

    private List<IndexSegment> segmentsOf(Set<ObjectId> packs) {
        List<IndexSegment> found = new ArrayList<>();
        for (StoredObject object : repository.objects().list(ObjectNames.INDEX_SEGMENTS)) {
            attempt(() -> SegmentObjects.read(repository, object.name())
                    .filter(segment -> segment.packs().stream().anyMatch(listed -> packs.contains(listed.pack())))
                    .ifPresent(found::add));
        }
        return found;
    }

    /**
     * What could be kept.
     *
     * @param chunks how many chunks
     * @param rebuilt packs that parity has made whole
     */
    record Kept(long chunks, Set<ObjectId> rebuilt) {}

    /** Keeps what can be read, of what parity gives back too. */
    static Kept run(OpenRepository repository, RunControl control, ChunkStage rest, Set<ObjectId> damaged) {
        try (ChunkMover mover = new ChunkMover(repository, control)) {
            Salvage salvage = new Salvage(repository, control, rest, mover, damaged);
            damaged.forEach(salvage::keep);
            mover.finish();
            return new Kept(salvage.kept.size(), salvage.rebuilt);
        }
    }

    private void keep(ObjectId pack) {
        BackupStore store = repository.objects().store();
        rebuilder.rebuild(pack).ifPresent(found -> {
            if (found.isWhole() && !found.by().isEmpty()) {
                rebuilt.add(pack);
            }
            keep(pack, found.size(), found.over(store));
        });
        // Whoever may create objects can have written the parity: what it says must not hide the pack itself.
        keep(pack, rest.sizeOf(pack), store);
    }

    /**
     * Keeps what can be read of a pack.
     *
     * @param size its bytes, 0 when it is not there
     * @param store has the pack
     */
    private void keep(ObjectId pack, long size, BackupStore store) {
        // An index of this pack alone: a chunk may lie in several, and any of them may be the one that can be read.
        ChunkIndex aside = new ChunkIndex();
        try (PackReaders readers = new PackReaders(new SoundHeaders(store, aside), aside, ChunkStage.OPENED, 0)) {
            List<ChunkId> chunks = new ArrayList<>(listed(pack, size, readers, aside));
            chunks.sort(Comparator.comparingInt(
                    id -> aside.find(id).map(ChunkLocation::block).orElse(0)));
            ChunkReader reader = readers.chunks(mover.tools());
            for (ChunkId id : chunks) {
                control.checkCancelled();
                if (rest.index().find(id).isEmpty() && !kept.contains(id)) {
                    keep(id, reader);
                }
            }
        }
    }

    private void keep(ChunkId id, ChunkReader reader) {
        try {
            reader.read(id, (buffer, offset, length) -> mover.writer().add(id, buffer, offset, length));
            kept.add(id);
        } catch (CorruptDataException | UnsupportedFormatException e) {
            LOG.debug("Chunk {} cannot be read there; what it was part of is reported", id, e);
        } catch (IOException e) {
            throw new IllegalStateException("Storing chunks in memory does no input or output", e);
        }
    }

    /** Returns what a pack holds, by all segments and by its own directory, and adds it to an index. */
    private Set<ChunkId> listed(ObjectId pack, long size, PackReaders readers, ChunkIndex aside) {
        Set<ChunkId> chunks = new HashSet<>();
        segments.forEach(segment -> attempt(() -> add(segment, pack, aside, chunks)));
        if (size > 0) {
            attempt(() -> add(readers.packs(mover.tools()).directory(pack, size), aside, chunks));
        }
        return chunks;
    }

    private static void add(IndexSegment segment, ObjectId pack, ChunkIndex aside, Set<ChunkId> chunks) {
        if (segment.packs().stream().noneMatch(listed -> listed.pack().equals(pack))) {
            return;
        }
        aside.add(segment, pack::equals);
        for (int chunk = 0; chunk < segment.chunks(); chunk++) {
            if (aside.find(segment.id(chunk)).isPresent()) {
                chunks.add(segment.id(chunk));
            }
        }
    }

    private static void add(PackDirectory directory, ChunkIndex aside, Set<ChunkId> chunks) {
        aside.add(directory);
        for (PackDirectory.Block block : directory.blocks()) {
            ChunkList list = block.chunks();
            for (int chunk = 0; chunk < list.size(); chunk++) {
                chunks.add(list.id(chunk));
            }
        }
    }

    /** Each says what it can; what they say wrongly, the ids of the chunks show. */
    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (CorruptDataException | UnsupportedFormatException e) {
            LOG.debug("This says nothing about what can be kept of a pack", e);
        }
    }
}
