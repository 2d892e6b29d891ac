package io.backup4j.store.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A range of a file, read straight into the caller's array. One thread at a time. */
final class RangeStream extends InputStream {
    /** The JDK keeps a buffer as large as the largest read, one for each thread. */
    private static final int MOST_AT_ONCE = 256 * 1024;

    private final Path file;
    private final FileChannel channel;
    private long left;

    private RangeStream(Path file, FileChannel channel, long left) {
        this.file = file;
        this.channel = channel;
        this.left = left;
    }

    /** A channel and not a file stream: on Windows an open file stream keeps others from deleting the file. */
    static InputStream open(Path file, long offset, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            // Systems refuse positions that no file of theirs can have.
            channel.position(Math.min(offset, channel.size()));
            return new RangeStream(file, channel, length);
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
        } catch (IOException e) {
            throw new IOException("Could not read " + file + ": " + Failure.text(e), e);
        }
    }
}
