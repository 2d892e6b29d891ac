package io.backup4j.core.internal.backup;

import io.backup4j.api.ByteString;
import io.backup4j.core.internal.manifest.Content;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import io.backup4j.core.internal.manifest.ManifestEntry;
import io.backup4j.core.internal.manifest.ManifestEntry.PageDigests;
import io.backup4j.core.internal.repository.ChunkStage;
import io.backup4j.core.internal.restore.StoredContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the backup before knew of an entry of pages: digests and places of its pages, walked from the first on (FORMAT 10.4). One thread at a time.
 */
final class PageHistory {
    private static final int CUT = 65_536;
    private static final int FRAGMENTS = 4;

    private final int pageSize;
    private final InputStream digests;
    private final Extents extents;
    private @Nullable Extent current;

    private PageHistory(int pageSize, InputStream digests, Extents extents) {
        this.pageSize = pageSize;
        this.digests = digests;
        this.extents = extents;
    }

    /**
     * What was known of a stretch of an entry.
     *
     * @param digests one for each page, fewer where the entry was shorter
     * @param extents where its bytes lie, in order
     */
    record Stretch(ByteString digests, List<Extent> extents) {}

    /** Opens what is known of an entry, nothing when it had other pages or lies in too many fragments by now. */
    static Optional<PageHistory> of(@Nullable ManifestEntry before, int pageSize, ChunkStage chunks) {
        PageDigests pages = before == null ? null : before.pages();
        if (before == null || pages == null || pages.pageSize() != pageSize || isFragmented(before)) {
            return Optional.empty();
        }
        String name = "the page digests of '" + before.entry().path() + "'";
        InputStream digests = new StoredContent(name, pages.size(), pages.content(), chunks).open();
        Extents extents = Extents.of(before.content(), before.entry().size(), chunks.hasher(), chunks.nodes());
        return Optional.of(new PageHistory(pageSize, digests, extents));
    }

    private static boolean isFragmented(ManifestEntry before) {
        long fresh = before.entry().size() / CUT + 1;
        return extents(before.content()) > Math.max(Content.INLINE_EXTENTS, FRAGMENTS * fresh);
    }

    private static long extents(Content content) {
        if (content instanceof Content.Tree tree) {
            return tree.extents().items();
        }
        return content instanceof Content.Extents list ? list.list().size() : 1;
    }

    /** Returns what is known of the next {@code length} bytes. */
    Stretch next(int length) throws IOException {
        int pages = (length + pageSize - 1) / pageSize;
        byte[] known = digests.readNBytes(pages * PageDelta.DIGEST_LENGTH);
        List<Extent> stretch = new ArrayList<>();
        long left = length;
        while (left > 0 && advance()) {
            Extent whole = Objects.requireNonNull(current);
            long taken = Math.min(left, whole.length());
            stretch.add(PageDelta.part(whole, 0, taken));
            current = taken == whole.length() ? null : PageDelta.part(whole, taken, whole.length() - taken);
            left -= taken;
        }
        return new Stretch(ByteString.of(known), stretch);
    }

    private boolean advance() {
        if (current == null) {
            current = extents.next();
        }
        return current != null;
    }
}
