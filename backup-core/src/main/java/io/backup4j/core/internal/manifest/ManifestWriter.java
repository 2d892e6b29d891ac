package io.backup4j.core.internal.manifest;

import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceException;
import io.backup4j.core.internal.format.ByteWriter;
import io.backup4j.core.internal.tree.ChunkSink;
import io.backup4j.core.internal.tree.TreeRef;
import io.backup4j.core.internal.tree.TreeWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the manifest of one component. One thread at a time. */
public final class ManifestWriter {
    private final TreeWriter tree;
    private final long[] gear;
    private final ByteWriter item = new ByteWriter(256);
    private @Nullable EntryPath last;
    private long entries;
    private long bytes;

    /**
     * Begins an empty manifest.
     *
     * @param chunks where nodes go
     * @param gear the repository's table of 256 gear values
     */
    public ManifestWriter(ChunkSink chunks, long[] gear) {
        this.tree = new TreeWriter(chunks);
        this.gear = gear;
    }

    /**
     * Appends an entry.
     *
     * @throws SourceException when its path is not behind the last one
     */
    public void add(ManifestEntry entry) {
        EntryPath path = entry.entry().path();
        if (last != null && last.compareTo(path) >= 0) {
            throw new SourceException("The source gave '" + path + "' after '" + last
                    + "': entries must come in the order of their paths, each once");
        }
        item.clear();
        EntryCodec.write(entry, item);
        byte[] key = path.toByteArray();
        tree.add(item, boundary(key), key);
        last = path;
        entries++;
        bytes += entry.entry().size();
    }

    /** Returns the entries so far. */
    public long entries() {
        return entries;
    }

    /** Returns the bytes of content of the entries so far. */
    public long bytes() {
        return bytes;
    }

    /** Completes the manifest, none when there is no entry. */
    public Optional<TreeRef> finish() {
        return tree.finish();
    }

    private long boundary(byte[] path) {
        long hash = 0;
        for (byte b : path) {
            hash = (hash << 1) + gear[b & 0xff];
        }
        return hash;
    }
}
