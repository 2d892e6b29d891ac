package io.backup4j.api;

import java.io.IOException;
import java.io.InputStream;

/**
 * An entry of a source snapshot together with the way to read its content.
 *
 * <p>The engine may open several entries at once, from several threads; one entry is used by one thread at a time.
 */
public interface SourceEntry {
    /** Returns what the entry is, as far as this is known at no cost. */
    Entry entry();

    /**
     * Returns what the entry is, with all there is to know; for instance its extended attributes, which take a look
     * into the file. A backup calls it once, and not where {@link #stamp()} and {@link #entry()} are those of the backup
     * before.
     *
     * @throws IOException when it cannot be found out; the entry is then listed as missing and the run goes on
     */
    default Entry describe() throws IOException {
        return entry();
    }

    /**
     * Returns bytes that are equal for two snapshots only if the content of a {@link EntryKind#FILE}, and what {@link
     * #describe()} adds to {@link #entry()}, are certainly the same; the engine then asks for neither. Empty, the
     * default, means: unknown, read it.
     */
    default ByteString stamp() {
        return ByteString.empty();
    }

    /** Returns how the content is to be cut. */
    default Granularity granularity() {
        return Granularity.contentDefined();
    }

    /**
     * Opens the content; called at most once, and only for a {@link EntryKind#FILE}. The stream is read to its end
     * whatever {@link Entry#size()} says.
     *
     * @throws IOException when it cannot be read; the entry is then listed as missing and the run goes on
     */
    InputStream open() throws IOException;

    /**
     * Says what went wrong while the content was being read, called when the stream has ended and is closed.
     *
     * @param bytesRead bytes that the stream gave
     * @return for people, for instance that the file changed under the reader; empty, the default, when all is well
     * @throws IOException when what was read is worthless, for instance because the program that wrote it failed
     */
    default String afterRead(long bytesRead) throws IOException {
        return "";
    }
}
