package io.backup4j.store.s3;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Gives so many bytes and no more, and fails when there are fewer, or when there are more where it must end. Tells of a failure
 * before it throws it.
 */
final class ExactStream extends FilterInputStream {
    private final boolean last;
    private final Consumer<? super IOException> onFailure;
    private long left;

    ExactStream(InputStream in, long length, boolean last, Consumer<? super IOException> onFailure) {
        super(in);
        this.left = length;
        this.last = last;
        this.onFailure = onFailure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return length == 0 ? 0 : readSome(target, offset, length);
        } catch (IOException e) {
            onFailure.accept(e);
            throw e;
        }
    }

    private int readSome(byte[] target, int offset, int length) throws IOException {
        int count = left == 0 ? -1 : in.read(target, offset, (int) Math.min(length, left));
        if (left > 0 && count < 0) {
            throw new EOFException("The body ended " + left + " bytes before the length that it says");
        }
        left -= Math.max(0, count);
        // Looked at as soon as the last byte is given: a sender that knows the length never asks for more.
        if (left == 0 && last && in.read() >= 0) {
            throw new IOException("The body goes on behind the length that it says");
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return in.skip(0);
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(left, in.available());
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
