package io.backup4j.core.internal.backup;

import io.backup4j.api.CorruptDataException;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.content.ChunkHasher;
import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.index.ChunkIndex;
import io.backup4j.core.internal.manifest.Content;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import io.backup4j.core.internal.pack.ChunkWriter;
import io.backup4j.core.internal.tree.NodeReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names chunks and stores those that the repository does not have. One thread at a time. */
final class ChunkStorer {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkStorer.class);

    private final ChunkHasher hasher;
    private final ChunkIndex index;
    private final ChunkWriter blocks;
    private final NodeReader nodes;
    private final ComponentJob.Counts counts;
    private byte[] sha256 = new byte[0];

    ChunkStorer(
            ChunkHasher hasher, ChunkIndex index, ChunkWriter blocks, NodeReader nodes, ComponentJob.Counts counts) {
        this.hasher = hasher;
        this.index = index;
        this.blocks = blocks;
        this.nodes = nodes;
        this.counts = counts;
    }

    /** Stores a chunk of content unless the repository has it. */
    ChunkId store(byte[] buffer, int offset, int length) {
        sha256 = hasher.sha256(buffer, offset, length);
        ChunkId id = hasher.id(sha256, 0);
        if (index.claim(id)) {
            counts.bytesAdded.add(length);
            blocks.add(id, buffer, offset, length);
        }
        return id;
    }

    /** Stores a node of a tree unless the repository has it. */
    ChunkId storeNode(byte[] buffer, int offset, int length) {
        ChunkId id = hasher.id(hasher.sha256(buffer, offset, length), 0);
        if (index.claim(id)) {
            blocks.addNode(id, buffer, offset, length);
        }
        return id;
    }

    /** Returns the SHA-256 of the chunk stored last; overwritten by the next chunk or node. */
    byte[] sha256() {
        return sha256;
    }

    /** Returns whether the repository has all that an earlier backup stored of an entry, as far as can be read. */
    boolean hasAll(ManifestEntry entry) {
        PageDigests pages = entry.pages();
        try {
            return hasAll(entry.content(), entry.entry().size())
                    && (pages == null || hasAll(pages.content(), pages.size()));
        } catch (CorruptDataException | UnsupportedFormatException e) {
            LOG.debug(
                    "Where '{}' lies cannot be read: it is read from the source again",
                    entry.entry().path(),
                    e);
            return false;
        }
    }

    private boolean hasAll(Content content, long size) {
        if (content instanceof Content.OneChunk one) {
            return index.use(one.id(hasher));
        }
        Extents extents = Extents.of(content, size, hasher, this::readUsed);
        for (Extent extent = extents.next(); extent != null; extent = extents.next()) {
            if (!has(extent)) {
                return false;
            }
        }
        return true;
    }

    /** A node that is read here is referred to by the new manifest too. */
    private byte[] readUsed(ChunkId node) {
        index.use(node);
        return nodes.read(node);
    }

    /** Returns whether the repository has what an extent refers to. */
    boolean has(Extent extent) {
        return extent.holder().map(index::use).orElse(true);
    }

    /** Stores what is still being gathered. */
    void flush() {
        blocks.flush();
    }
}
