package io.backup4j.core.internal.backup;

import io.backup4j.api.ByteString;
import io.backup4j.api.SourceEntry;
import io.backup4j.core.internal.chunk.Chunker;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of one entry slice by slice and cuts it. What is left behind the last cut begins the next slice, so
 * where it is cut does not depend on slices. One thread at a time.
 */
final class SliceReader implements AutoCloseable {
    private static final byte[] NOTHING = new byte[0];

    private final InputStream in;
    private final Chunker chunker;
    private final @Nullable MessageDigest digest;
    private final boolean isSmall;
    private byte[] carry = NOTHING;
    private long bytesRead;
    private boolean ended;
    private boolean isOneChunk;

    /**
     * Opens an entry.
     *
     * @param digest takes every byte; null when the SHA-256 of the whole is not wanted
     * @param isSmall whether content of one chunk, which is hashed anyway, is not hashed here
     */
    SliceReader(SourceEntry entry, Chunker chunker, @Nullable MessageDigest digest, boolean isSmall)
            throws IOException {
        this.isSmall = isSmall;
        this.in = entry.open();
        this.chunker = chunker;
        this.digest = digest;
        chunker.begin(0);
        if (digest != null) {
            digest.reset();
        }
    }

    /** Fills {@code slice} with the next bytes and cuts them; the slice is the last one when the content has ended. */
    void read(Slice slice) throws IOException {
        slice.begin();
        System.arraycopy(carry, 0, slice.bytes, 0, carry.length);
        int filled = fill(slice.bytes, carry.length);
        int cut = slice.cut(chunker, filled, ended);
        isOneChunk = isSmall && ended && bytesRead == filled && slice.isOneChunk();
        if (digest != null && !isOneChunk) {
            digest.update(slice.bytes, carry.length, filled - carry.length);
        }
        carry = cut == filled ? NOTHING : Arrays.copyOfRange(slice.bytes, cut, filled);
    }

    /** Returns whether the content has ended. */
    boolean ended() {
        return ended;
    }

    /** Returns whether the whole content is small and one chunk. */
    boolean isOneChunk() {
        return isOneChunk;
    }

    /** Returns the SHA-256 of the whole content once it has ended; empty when it is not kept, is one chunk or no byte. */
    ByteString sha256() {
        return digest == null || isOneChunk || bytesRead == 0 ? ByteString.empty() : ByteString.of(digest.digest());
    }

    /** Returns the bytes of content read so far. */
    long bytesRead() {
        return bytesRead;
    }

    private int fill(byte[] buffer, int from) throws IOException {
        int filled = from;
        while (filled < buffer.length) {
            int count = in.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                ended = true;
                break;
            }
            filled += count;
        }
        bytesRead += filled - from;
        return filled;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
