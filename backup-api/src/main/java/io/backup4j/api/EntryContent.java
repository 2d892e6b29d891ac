package io.backup4j.api;

import java.io.IOException;
import java.io.InputStream;

/**
 * The content of an entry on its way back. What it gives out has been checked against the SHA-256 of its chunks first:
 * a wrong byte is never handed on.
 *
 * <p>One thread at a time; {@link #writeTo} or {@link #open} may be called more than once.
 */
public interface EntryContent {
    /** Returns the bytes of content, at least 0. */
    long size();

    /** Returns the SHA-256 of the whole content, 32 bytes, or none when it was not kept. */
    ByteString sha256();

    /**
     * Hands the whole content to {@code sink}.
     *
     * @throws CorruptDataException when a part of it is damaged or lost; what came before it has been handed on
     * @throws IOException when the store cannot be read or the sink fails
     */
    void writeTo(ContentSink sink) throws IOException;

    /**
     * Opens the content as a stream, for targets that have to pull. Reading throws what {@link #writeTo} throws.
     *
     * @throws IOException when the store cannot be read
     */
    InputStream open() throws IOException;
}
