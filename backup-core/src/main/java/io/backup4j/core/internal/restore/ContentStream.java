package io.backup4j.core.internal.restore;

import io.backup4j.api.ContentSink;
import io.backup4j.core.internal.manifest.Extent;
import io.backup4j.core.internal.manifest.Extents;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** Content for whoever pulls: holds one chunk, or the length of a run of zeros. One thread at a time. */
final class ContentStream extends InputStream {
    private static final byte[] NOTHING = new byte[0];

    private final Extents extents;
    private final ExtentWriter chunks;
    private byte[] bytes = NOTHING;
    private int at;
    private long zeros;
    private long offset;

    ContentStream(Extents extents, ExtentWriter chunks) {
        this.extents = extents;
        this.chunks = chunks;
    }

    /** Hands the bytes of an extent, which begins at {@code offset} of the content, to a sink. */
    @FunctionalInterface
    interface ExtentWriter {
        void write(Extent extent, long offset, ContentSink sink) throws IOException;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (at == bytes.length && zeros == 0 && !advance()) {
            return -1;
        }
        return zeros > 0 ? takeZeros(buffer, offset, length) : takeBytes(buffer, offset, length);
    }

    private boolean advance() throws IOException {
        Extent extent = extents.next();
        if (extent == null) {
            return false;
        }
        bytes = NOTHING;
        at = 0;
        if (extent instanceof Extent.Zeros run) {
            zeros = run.length();
        } else {
            chunks.write(
                    extent, offset, (from, begin, count) -> bytes = Arrays.copyOfRange(from, begin, begin + count));
        }
        offset += extent.length();
        return true;
    }

    private int takeZeros(byte[] buffer, int offset, int length) {
        int count = (int) Math.min(zeros, length);
        Arrays.fill(buffer, offset, offset + count, (byte) 0);
        zeros -= count;
        return count;
    }

    private int takeBytes(byte[] buffer, int offset, int length) {
        int count = Math.min(bytes.length - at, length);
        System.arraycopy(bytes, at, buffer, offset, count);
        at += count;
        return count;
    }
}
