package io.backup4j.core.internal.verify;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.manifest.Content;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import io.backup4j.core.internal.manifest.ManifestCursor;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.points.StoredPoint;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.tree.TreeRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the packs that some points need. Used once, by one thread. */
final class PacksOf {
    private final ChunkStage chunks;
    private final Set<ObjectId> packs = new HashSet<>();

    PacksOf(ChunkStage chunks) {
        this.chunks = chunks;
    }

    Set<ObjectId> packs(List<StoredPoint> points) {
        points.forEach(point -> point.manifests().values().forEach(this::add));
        return packs;
    }

    /** What cannot be read here is found, and reported, by the check of the manifests. */
    private void add(TreeRef tree) {
        try {
            ManifestCursor cursor = new ManifestCursor(this::node, tree);
            for (ManifestEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
                add(entry.content(), entry.entry().size());
            }
        } catch (CorruptDataException | UnsupportedFormatException e) {
            packs.addAll(chunks.loaded().packs().keySet());
        }
    }

    private void add(Content content, long size) {
        Extents extents = Extents.of(content, size, chunks.hasher(), this::node);
        for (Extent extent = extents.next(); extent != null; extent = extents.next()) {
            extent.holder().ifPresent(this::add);
        }
    }

    private byte[] node(ChunkId id) {
        add(id);
        return chunks.nodes().read(id);
    }

    private void add(ChunkId id) {
        chunks.index().packOf(id).ifPresent(packs::add);
    }
}
