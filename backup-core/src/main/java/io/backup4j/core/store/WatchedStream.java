package io.backup4j.core.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Tells how many bytes each read gave, and when one failed. */
final class WatchedStream extends FilterInputStream {
    private final LongConsumer onBytes;
    private final Consumer<IOException> onFailure;

    WatchedStream(InputStream in, LongConsumer onBytes, Consumer<IOException> onFailure) {
        super(in);
        this.onBytes = onBytes;
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
            int count = in.read(target, offset, length);
            onBytes.accept(Math.max(0, count));
            return count;
        } catch (IOException e) {
            onFailure.accept(e);
            throw e;
        }
    }

    /** Reads what it skips, so that it is told. */
    @Override
    public long skip(long count) throws IOException {
        int wanted = (int) Math.min(Math.max(0, count), 8_192);
        return Math.max(0, read(new byte[wanted], 0, wanted));
    }
}
