package io.backup4j.core.internal.prune;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.UsedChunk;
import io.backup4j.core.internal.pack.ChunkWriter;
import io.backup4j.core.internal.repository.ChunkMover;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores the needed chunks of packs a second time, elsewhere, so that these packs can go. Used once, by one thread. */
final class Repack {
    private final OpenRepository repository;
    private final ChunkStage chunks;
    private final RunControl control;
    private final Map<ObjectId, Long> copied = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long bytesStored;

    Repack(OpenRepository repository, ChunkStage chunks, RunControl control) {
        this.repository = repository;
        this.chunks = chunks;
        this.control = control;
    }

    /** Stores, first packs and then the index segments that list them. A pack of which something cannot be read stays. */
    void run(List<PackUse> packs) {
        if (packs.isEmpty()) {
            return;
        }
        control.expect(packs.size(), packs.stream().mapToLong(PackUse::needed).sum());
        Set<ObjectId> ids = packs.stream().map(PackUse::pack).collect(Collectors.toSet());
        try (ChunkMover mover = new ChunkMover(repository, control)) {
            Set<ObjectId> damaged = new HashSet<>();
            for (UsedChunk chunk : chunks.index().usedIn(ids)) {
                control.checkCancelled();
                ObjectId pack = chunks.index().block(chunk.place().block()).pack();
                if (!damaged.contains(pack) && !copy(chunk, pack, mover.writer())) {
                    damaged.add(pack);
                }
            }
            copied.keySet().removeAll(damaged);
            mover.finish();
            bytesStored += mover.bytesStored();
        }
    }

    private boolean copy(UsedChunk chunk, ObjectId pack, ChunkWriter writer) {
        try {
            chunks.read(chunk.id(), 0, chunk.place().length(), (buffer, offset, length) -> {
                if (chunk.isNode()) {
                    writer.addNode(chunk.id(), buffer, offset, length);
                } else {
                    writer.add(chunk.id(), buffer, offset, length);
                }
            });
            copied.merge(pack, 1L, Long::sum);
            control.done(0, chunk.place().length());
            return true;
        } catch (CorruptDataException e) {
            notes.add("Left as it is, because not all that is needed of it can be read: " + ObjectNames.pack(pack)
                    + ": " + e.getMessage());
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("Storing chunks in memory does no input or output", e);
        }
    }

    /** Returns the packs of which all that was needed has been stored elsewhere. */
    Set<ObjectId> packs() {
        return copied.keySet();
    }

    /** Returns whether more of a pack is needed by now than was stored elsewhere. */
    boolean isOutdated(ObjectId pack, Map<ObjectId, Long> neededNow) {
        return neededNow.getOrDefault(pack, 0L) > copied.getOrDefault(pack, 0L);
    }

    /** Returns how many chunks of each of the packs are needed by now. */
    Map<ObjectId, Long> neededNow() {
        return chunks.index().usedIn(copied.keySet()).stream()
                .collect(Collectors.groupingBy(
                        chunk -> chunks.index().block(chunk.place().block()).pack(), Collectors.counting()));
    }

    long bytesStored() {
        return bytesStored;
    }

    List<String> notes() {
        return notes;
    }
}
