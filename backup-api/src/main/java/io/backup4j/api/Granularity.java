package io.backup4j.api;

/**
 * How the content of an entry is to be cut for deduplication: what a change to it typically touches.
 */
public sealed interface Granularity {
    /** Cut where the content says so: insertions move nothing but themselves. For files and streams. */
    record ContentDefined() implements Granularity {}

    /**
     * Cut at multiples of a page, because the content is changed in place page by page. For database files.
     *
     * @param size bytes a page, a power of two from 512 to 65,536
     */
    record Pages(int size) implements Granularity {
        /** Checks the range of the size. */
        public Pages {
            if (size < 512 || size > 65_536 || Integer.bitCount(size) != 1) {
                throw new IllegalArgumentException("Page size is not a power of two from 512 to 65,536: " + size);
            }
        }
    }

    /** Returns the granularity of files and streams. */
    static Granularity contentDefined() {
        return new ContentDefined();
    }

    /**
     * Returns the granularity of content that is changed page by page.
     *
     * @throws IllegalArgumentException when {@code size} is not a power of two from 512 to 65,536
     */
    static Granularity pages(int size) {
        return new Pages(size);
    }
}
