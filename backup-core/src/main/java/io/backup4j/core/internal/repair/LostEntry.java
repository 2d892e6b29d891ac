package io.backup4j.core.internal.repair;

import io.backup4j.core.internal.content.ChunkId;
import io.backup4j.core.internal.manifest.ManifestEntry;
import java.util.List;

/**
 * An entry of which something is lost.
 *
 * @param component name of its component
 * @param entry the entry
 * @param ranges what is lost; none when only what the next backup would know of its pages is
 */
record LostEntry(String component, ManifestEntry entry, List<Range> ranges) {
    /**
     * Bytes that are lost.
     *
     * @param chunk the chunk that held them
     * @param isWhole whether they are all of the chunk
     */
    record Range(ChunkId chunk, long offset, long length, boolean isWhole) {}
}
