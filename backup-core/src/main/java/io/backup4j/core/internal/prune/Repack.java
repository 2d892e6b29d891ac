package io.backup4j.core.internal.prune;

import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.format.ObjectNames;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.index.PackBlocks;
import io.backup4j.core.internal.index.UsedChunk;
import io.backup4j.core.internal.pack.ChunkWriter;
import io.backup4j.core.internal.repository.ChunkMover;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.repository.OpenRepository;
import io.backup4j.core.internal.run.RunControl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores the needed chunks of packs a second time, elsewhere, so that these packs can go. Used once, by one thread. */
final class Repack {
    /** Each portion costs a walk through the index, so there are few. */
    private static final int MOST_PORTIONS = 16;

    /** Chunks of a portion whose memory does not matter. */
    private static final int SMALL_PORTION = 65_536;

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
        try (ChunkMover mover = new ChunkMover(repository, control)) {
            portions(packs).forEach(portion -> copy(portion, mover));
            mover.finish();
            bytesStored += mover.bytesStored();
        }
    }

    /** Parts the packs, in the order of their blocks, because what is known of all their chunks would take twice the memory of the index. */
    private List<Set<ObjectId>> portions(List<PackUse> packs) {
        ChunkIndex index = chunks.index();
        List<ObjectId> ids = packs.stream()
                .map(PackUse::pack)
                .sorted(Comparator.comparingInt(index::firstBlock))
                .toList();
        long all = ids.stream().mapToLong(index::chunksIn).sum();
        List<Set<ObjectId>> portions = new ArrayList<>();
        long size = Long.MAX_VALUE;
        for (ObjectId pack : ids) {
            if (size >= Math.max(SMALL_PORTION, all / MOST_PORTIONS)) {
                portions.add(new HashSet<>());
                size = 0;
            }
            portions.get(portions.size() - 1).add(pack);
            size += index.chunksIn(pack);
        }
        return portions;
    }

    private void copy(Set<ObjectId> packs, ChunkMover mover) {
        Set<ObjectId> damaged = new HashSet<>();
        for (UsedChunk chunk : chunks.index().usedIn(packs)) {
            control.checkCancelled();
            ObjectId pack = chunks.index().block(chunk.place().block()).pack();
            if (!damaged.contains(pack) && !copy(chunk, pack, mover.writer())) {
                damaged.add(pack);
            }
        }
        copied.keySet().removeAll(damaged);
        mover.listFull();
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
        int[] used = chunks.index().usedChunks();
        return copied.keySet().stream()
                .flatMap(pack -> chunks.index().layout(pack).stream())
                .collect(Collectors.toMap(PackBlocks::pack, layout -> sum(used, layout)));
    }

    private long sum(int[] byBlock, PackBlocks layout) {
        int first = chunks.index().firstBlock(layout.pack());
        return Arrays.stream(byBlock, first, first + layout.blocks().size()).sum();
    }

    long bytesStored() {
        return bytesStored;
    }

    List<String> notes() {
        return notes;
    }
}
