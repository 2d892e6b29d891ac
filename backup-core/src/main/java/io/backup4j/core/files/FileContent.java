package io.backup4j.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The bytes of a file, read straight into the caller's array. One thread at a time. */
final class FileContent extends InputStream {
    /** A channel copies by way of a buffer as large as the read, which it keeps for each thread. */
    static final int LARGEST_READ = 256 * 1024;

    private static final Set<OpenOption> OPTIONS = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final FileChannel channel;

    private FileContent(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens a file; a symbolic link that took its place since it was listed is refused. */
    static FileContent open(Path file) throws IOException {
        return new FileContent(FileChannel.open(file, OPTIONS));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(buffer, offset, Math.min(length, LARGEST_READ)));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
