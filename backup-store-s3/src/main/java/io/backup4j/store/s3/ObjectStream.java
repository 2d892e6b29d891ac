package io.backup4j.store.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** The bytes of an answer, as many as it announced. One thread at a time. */
final class ObjectStream extends InputStream {
    /** So little is read to the end on closing, so that the connection can be used again. */
    private static final int LITTLE = 64 << 10;

    private final ResponseInputStream<?> in;
    private final String key;
    private long left;
    private boolean closed;

    ObjectStream(ResponseInputStream<?> in, String key, long length) {
        this.in = in;
        this.key = key;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("The stream of " + key + " has been closed");
        }
        try {
            int count = in.read(target, offset, length);
            if (count < 0 && left > 0) {
                throw new EOFException("the service sent " + left + " bytes less than it announced");
            }
            left -= Math.max(0, count);
            return count;
        } catch (IOException | SdkException e) {
            throw new IOException("Could not read " + key + " to its end: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (left > LITTLE) {
            in.abort();
        }
        in.close();
    }
}
