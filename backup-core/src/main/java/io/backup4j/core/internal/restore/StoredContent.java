package io.backup4j.core.internal.restore;

import io.backup4j.api.ByteString;
import io.backup4j.api.ContentSink;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryContent;
import io.backup4j.api.UnsupportedFormatException;
import io.backup4j.core.internal.manifest.Content;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.repository.ChunkStage;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The content of an entry of a restore point. One thread at a time. */
public final class StoredContent implements EntryContent {
    private final Supplier<String> name;
    private final long size;
    private final Content content;
    private final ChunkStage chunks;
    private final Runnable beforeEach;
    private final @Nullable Holes holes;

    /**
     * Makes the content of an entry.
     *
     * @param beforeEach called before each extent; an entry may be large, so what it throws ends the reading
     */
    public StoredContent(ManifestEntry stored, ChunkStage chunks, Runnable beforeEach) {
        this(stored, chunks, beforeEach, null);
    }

    /**
     * Makes the content of an entry that may have holes.
     *
     * @param holes takes note of what is lost, which is zeros then; null when content with holes is worth nothing
     */
    StoredContent(ManifestEntry stored, ChunkStage chunks, Runnable beforeEach, @Nullable Holes holes) {
        this(
                () -> "'" + stored.entry().path() + "'",
                stored.entry().size(),
                stored.content(),
                chunks,
                beforeEach,
                holes);
    }

    /**
     * Makes a content that is not an entry's own.
     *
     * @param name what it is, for messages
     */
    public StoredContent(String name, long size, Content content, ChunkStage chunks) {
        this(() -> name, size, content, chunks, () -> {}, null);
    }

    private StoredContent(
            Supplier<String> name,
            long size,
            Content content,
            ChunkStage chunks,
            Runnable beforeEach,
            @Nullable Holes holes) {
        this.name = name;
        this.size = size;
        this.content = content;
        this.chunks = chunks;
        this.beforeEach = beforeEach;
        this.holes = holes;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteString sha256() {
        return content.sha256();
    }

    @Override
    public void writeTo(ContentSink sink) throws IOException {
        boolean checked = !sha256().isEmpty() && !(content instanceof Content.OneChunk);
        DigestingSink digesting = checked ? new DigestingSink(sink) : null;
        ContentSink out = digesting == null ? sink : digesting;
        long written = 0;
        Extents extents = extents();
        for (Extent extent = extents.next(); extent != null; extent = extents.next()) {
            write(extent, written, out);
            written += extent.length();
        }
        requireSize(written);
        boolean isWhole = holes == null || holes.isEmpty();
        if (isWhole && digesting != null && !digesting.sha256().equals(sha256())) {
            throw new CorruptDataException("The content of " + name.get() + " does not have its SHA-256 " + sha256()
                    + ", although each of its chunks is sound. Restore it from another point and report this fault");
        }
    }

    @Override
    public InputStream open() {
        return new ContentStream(extents(), this::write);
    }

    private Extents extents() {
        return Extents.of(content, size, chunks.hasher(), chunks.nodesAhead());
    }

    private void write(Extent extent, long offset, ContentSink sink) throws IOException {
        beforeEach.run();
        try {
            write(extent, sink);
        } catch (CorruptDataException | UnsupportedFormatException e) {
            if (holes == null) {
                throw e;
            }
            // A chunk is handed on as a whole or not at all.
            holes.add(offset, extent.length());
            sink.zeros(extent.length());
        }
    }

    private void write(Extent extent, ContentSink sink) throws IOException {
        if (extent instanceof Extent.Whole whole) {
            chunks.read(whole.chunk(), 0, whole.length(), sink);
        } else if (extent instanceof Extent.Part part) {
            chunks.read(part.chunk(), part.offset(), part.length(), sink);
        } else {
            sink.zeros(extent.length());
        }
    }

    private void requireSize(long written) {
        if (written != size) {
            throw new CorruptDataException(
                    "The content of " + name.get() + " should have " + size + " bytes and its extents have " + written);
        }
    }
}
