package io.backup4j.core.internal.manifest;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import org.jspecify.annotations.Nullable;

/**
 * An entry with where its content lies.
 *
 * @param entry what it is; its size is known
 * @param stamp the source's change stamp, may be empty
 * @param content where its content lies; {@link Content#none()} for all but files
 * @param pages digests of its pages, null unless the source gave it page by page
 */
public record ManifestEntry(
        Entry entry,
        ByteString stamp,
        Content content,
        @Nullable PageDigests pages) {
    /**
     * Where the digests of an entry's pages lie.
     *
     * @param pageSize bytes a page
     * @param size bytes of all digests together
     * @param content the digests, 16 bytes a page
     */
    public record PageDigests(int pageSize, long size, Content content) {}

    /**
     * Returns whether both have the same bytes of content, as far as that is known without reading it: the same bytes can lie
     * in different places.
     */
    public boolean hasContentOf(ManifestEntry other) {
        boolean known = !content.sha256().isEmpty() && !other.content.sha256().isEmpty();
        return entry.size() == other.entry.size()
                && (known ? content.sha256().equals(other.content.sha256()) : content.equals(other.content));
    }
}
