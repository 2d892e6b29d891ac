package io.backup4j.core.internal.chunk;

/**
 * Cuts one content after the other into pieces: runs of zeros, and chunks. Where it cuts depends on the content alone and
 * never on the buffers in which it arrives. The walk over a content:
 *
 * <pre>
 * chunker.begin(0);
 * for each buffer, which begins with the bytes left over from the one before:
 *     while ((end = chunker.next(buffer, from, to, endOfContent)) &gt; from) {
 *         if (chunker.zeros()) extents.zeros(end - from); else extents.chunk(buffer, from, end - from);
 *         from = end;
 *     }
 * </pre>
 *
 * <p>Allocates nothing. One thread at a time, one content at a time.
 */
public sealed interface Chunker permits GearChunker, PageChunker {
    /**
     * Forgets the content before and begins another one.
     *
     * @param position where in its content the first byte stands, at least 0; 0 unless a part is cut by itself
     */
    void begin(long position);

    /**
     * Finds the end of the piece that begins at {@code from}.
     *
     * @param buffer holds the content from {@code from} to {@code to}
     * @param endOfContent whether the content ends at {@code to}
     * @return behind the last byte of the piece; {@code from} when more bytes are needed to tell, which never happens with
     *     {@link #maximum()} bytes or at the end of the content, unless there are no bytes at all
     */
    int next(byte[] buffer, int from, int to, boolean endOfContent);

    /**
     * Returns whether the piece found last is a run of zeros. A run comes in several pieces when it is longer than a buffer;
     * whoever keeps pieces joins neighbouring ones.
     */
    boolean zeros();

    /** Returns the bytes that a chunk has at most, and that {@link #next} needs at most. */
    int maximum();

    /**
     * Returns the chunker for files and streams: cuts where the content says so, so that an insertion moves nothing but
     * itself. Gear hash with normalised chunking (Xia et al., FastCDC, USENIX ATC 2016); FORMAT 10.2.
     *
     * @param table 256 numbers that only the repository knows; not copied
     */
    static Chunker gear(ChunkerParameters parameters, long[] table) {
        return new GearChunker(parameters, table);
    }

    /** Returns the chunker for content that is changed in place: cuts at multiples of 65,536 bytes. */
    static Chunker pages() {
        return new PageChunker();
    }
}
