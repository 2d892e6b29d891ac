package io.backup4j.core.internal.backup;

import io.backup4j.api.SourceEntry;
import io.backup4j.core.internal.backup.PageHistory.Stretch;
import io.backup4j.core.internal.manifest.ManifestEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A portion of work for one worker. Units are numbered in the order of their entries. */
sealed interface Unit {
    /** Returns the number, counted from 0. */
    long sequence();

    /** Some whole entries, small enough that one worker reads them all. */
    record Batch(long sequence, List<Item> items) implements Unit {}

    /**
     * The next slice of a large entry, read into the worker's buffer already.
     *
     * @param before what the previous backup knew of these pages, null when nothing or when it is no entry of pages
     */
    record Portion(
            long sequence,
            LargeEntry entry,
            boolean last,
            @Nullable Stretch before) implements Unit {}

    /**
     * An entry of a batch.
     *
     * @param source the entry
     * @param unchanged what the previous backup knew of it, when its stamp says that the content is the same; else null
     */
    record Item(SourceEntry source, @Nullable ManifestEntry unchanged) {}
}
