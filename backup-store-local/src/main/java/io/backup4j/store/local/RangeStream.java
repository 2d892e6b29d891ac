package io.backup4j.store.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;

/** A range of an object, read straight into the caller's array. One thread at a time. */
final class RangeStream extends InputStream {
    /** The JDK keeps a buffer as large as the largest read, one for each thread. */
    private static final int MOST_AT_ONCE = 256 * 1024;

    /** What is given up together where a disk fails. Each attempt there may take seconds, so not a sector alone. */
    private static final int HOLE = 16 * 1024;

    private final StoredFile file;
    private SeekableByteChannel channel;
    private long left;

    private RangeStream(StoredFile file, SeekableByteChannel channel, long left) {
        this.file = file;
        this.channel = channel;
        this.left = left;
    }

    static InputStream open(StoredFile file, long offset, long length) throws IOException {
        return new RangeStream(file, openAt(file, offset), length);
    }

    private static SeekableByteChannel openAt(StoredFile file, long offset) throws IOException {
        SeekableByteChannel channel = file.open();
        try {
            // Systems refuse positions that no file of theirs can have.
            channel.position(Math.min(offset, channel.size()));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(Math.min(length, left), MOST_AT_ONCE);
        if (wanted == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = fill(ByteBuffer.wrap(target, offset, wanted));
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int fill(ByteBuffer target) throws IOException {
        try {
            return channel.read(target);
        } catch (ClosedChannelException e) {
            throw file.failure(e);
        } catch (IOException e) {
            return fillAgain(target, e);
        }
    }

    /** What a file server or a loose cable has failed at once may work with a file that is opened anew. */
    private int fillAgain(ByteBuffer target, IOException failure) throws IOException {
        long at = channel.position();
        try {
            close();
            channel = openAt(file, at);
        } catch (IOException e) {
            e.addSuppressed(failure);
            throw file.failure(e);
        }
        long length = Math.min(HOLE - at % HOLE, channel.size() - at);
        try {
            return channel.read(target);
        } catch (ClosedChannelException e) {
            throw file.failure(e);
        } catch (IOException e) {
            // Where there is nothing to read, nothing is lost.
            throw length > 0 ? file.unreadable(at, length, e) : file.failure(e);
        }
    }
}
