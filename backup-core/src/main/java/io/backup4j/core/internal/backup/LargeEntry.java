package io.backup4j.core.internal.backup;

import io.backup4j.api.SourceEntry;
import io.backup4j.core.internal.manifest.ContentBuilder;

/** An entry whose content is carried by several workers. The builder is used under the assembler's lock only. */
final class LargeEntry {
    final SourceEntry source;
    final SliceReader reader;
    final ContentBuilder content;
    private volatile boolean failed;

    LargeEntry(SourceEntry source, SliceReader reader, ContentBuilder content) {
        this.source = source;
        this.reader = reader;
        this.content = content;
    }

    /** Remembers that the content could not be read to its end, so that the entry is left out. */
    void fail() {
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }
}
