package io.backup4j.core.internal.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** The content of an entry of a zip. Its end is a failure unless it has the length and the CRC-32 that the archive says. */
final class ZipContent extends FilterInputStream {
    private final ZipArchiveEntry header;
    private final CRC32 checksum = new CRC32();
    private long length;

    ZipContent(ZipArchiveEntry header, InputStream content) {
        super(content);
        this.header = header;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int read = in.read(buffer, offset, count);
        if (read > 0) {
            checksum.update(buffer, offset, read);
            length += read;
        }
        // What goes on beyond its length need not be unpacked to its end.
        if (read < 0 || length > header.getSize()) {
            requireSound();
        }
        return read;
    }

    private void requireSound() throws IOException {
        if (length != header.getSize() || checksum.getValue() != header.getCrc()) {
            throw new IOException(
                    ("its entry '%s' is damaged: %d bytes with CRC-32 %08x were found where it says %d bytes"
                                    + " with CRC-32 %08x; get or make the archive anew")
                            .formatted(
                                    header.getName(), length, checksum.getValue(), header.getSize(), header.getCrc()));
        }
    }

    /** Skipping would leave bytes out of the checksum, so it reads. */
    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.max(0, Math.min(count, 1 << 13))];
        return Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
