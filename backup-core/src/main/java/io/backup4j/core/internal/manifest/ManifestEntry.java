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
     * What is equal where the bytes of content are, as far as that is known without reading them: the same bytes can lie in different places.
     *
     * @param size of the content
     * @param sha256 of the content, empty when it was not kept
     * @param place where it lies when nothing better is known, otherwise {@link Content#none()}
     */
    public record SameBytes(long size, ByteString sha256, Content place) {}

    /** Returns what tells whether another entry has the same bytes of content. */
    public SameBytes sameBytes() {
        ByteString sha256 = content.sha256();
        return new SameBytes(entry.size(), sha256, sha256.isEmpty() ? content : Content.none());
    }
}
