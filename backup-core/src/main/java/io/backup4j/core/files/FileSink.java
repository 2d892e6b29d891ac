package io.backup4j.core.files;

import io.backup4j.api.ContentSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes the content of a new file and leaves holes for runs of zeros. One thread at a time. */
final class FileSink implements ContentSink, Closeable {
    private final FileChannel channel;
    /** Zeros that have come and are not in the file. */
    private long hole;

    FileSink(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        if (hole > 0) {
            channel.position(channel.position() + hole);
            hole = 0;
        }
        int end = offset + length;
        for (int from = offset; from < end; from += FileContent.LARGEST_READ) {
            ByteBuffer part = ByteBuffer.wrap(buffer, from, Math.min(FileContent.LARGEST_READ, end - from));
            while (part.hasRemaining()) {
                channel.write(part);
            }
        }
    }

    @Override
    public void zeros(long length) {
        hole += length;
    }

    /** Gives the file its full size. A channel cannot make a file longer, so the last zero of a hole is written. */
    void finish() throws IOException {
        if (hole > 0) {
            hole--;
            write(new byte[1], 0, 1);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
