package io.backup4j.core.internal.backup;

import io.backup4j.api.ByteString;
import io.backup4j.api.SourceEntry;
import io.backup4j.core.internal.manifest.ContentBuilder;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import org.jspecify.annotations.Nullable;

/** An entry whose content is carried by several workers. The builders are used under the assembler's lock only. */
final class LargeEntry {
    final SourceEntry source;
    final SliceReader reader;
    final ContentBuilder content;
    final int pageSize;
    private final ContentBuilder digests;
    private volatile boolean failed;

    /** @param pageSize bytes a page, 0 when the content is cut where it says so */
    LargeEntry(SourceEntry source, SliceReader reader, int pageSize, ContentBuilder content, ContentBuilder digests) {
        this.source = source;
        this.reader = reader;
        this.pageSize = pageSize;
        this.content = content;
        this.digests = digests;
    }

    /** Returns whether the content is cut in pages. */
    boolean isPaged() {
        return pageSize > 0;
    }

    /** Collects the digests of the pages, in their order. */
    ContentBuilder digests() {
        return digests;
    }

    /** Completes the digests of the pages; null when there are none. */
    @Nullable
    PageDigests pageDigests() {
        return isPaged() ? new PageDigests(pageSize, digests.size(), digests.finish(ByteString.empty())) : null;
    }

    /** Remembers that the content could not be read to its end, so that the entry is left out. */
    void fail() {
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }
}
