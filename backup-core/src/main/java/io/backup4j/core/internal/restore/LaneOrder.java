package io.backup4j.core.internal.restore;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.pack.WantedChunks;
import io.backup4j.core.internal.repository.ChunkStage;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The order in which workers want chunks that take one portion after the other, supposing that all are equally fast. */
final class LaneOrder implements WantedChunks {
    private final Iterator<List<SelectedEntry>> portions;
    private final ChunkStage chunks;
    private final PriorityQueue<Lane> lanes = new PriorityQueue<>(Comparator.comparingLong(lane -> lane.bytes));

    LaneOrder(List<List<SelectedEntry>> portions, int workers, ChunkStage chunks) {
        this.portions = portions.iterator();
        this.chunks = chunks;
        for (int worker = 0; worker < workers; worker++) {
            lanes.add(new Lane());
        }
    }

    @Override
    public @Nullable ChunkId next() {
        while (!lanes.isEmpty()) {
            Lane lane = lanes.remove();
            Extent extent = lane.next();
            if (extent != null) {
                lane.bytes += extent.length();
                lanes.add(lane);
                Optional<ChunkId> holder = extent.holder();
                if (holder.isPresent()) {
                    return holder.get();
                }
            }
        }
        return null;
    }

    /** What one worker reads. */
    private final class Lane {
        private Iterator<SelectedEntry> portion = List.<SelectedEntry>of().iterator();
        private @Nullable Extents extents;
        private long bytes;

        @Nullable
        Extent next() {
            while (true) {
                Extent extent = extents == null ? null : extents.next();
                if (extent != null) {
                    return extent;
                }
                while (!portion.hasNext()) {
                    if (!portions.hasNext()) {
                        return null;
                    }
                    portion = portions.next().iterator();
                }
                ManifestEntry entry = portion.next().stored();
                extents = Extents.of(entry.content(), entry.entry().size(), chunks.hasher(), chunks.nodesAhead());
            }
        }
    }
}
