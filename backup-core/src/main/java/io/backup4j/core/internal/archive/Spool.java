package io.backup4j.core.internal.archive;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.core.internal.run.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Entries of an archive in the order of their paths, their contents one after the other in a temporary file, which is gone
 * when the spool is closed. One thread writes; then several may read.
 */
final class Spool implements Closeable {
    private static final int HEADER_BYTES = 512;

    private final Path directory;
    private final FileChannel channel;
    private final SortedMap<EntryPath, Item> items = new TreeMap<>();
    private final long maximumBytes;
    private long room;

    /** Makes one that takes so many bytes of contents, paths, link targets and headers of 512 bytes. */
    Spool(long maximumBytes) throws IOException {
        this(Path.of(System.getProperty("java.io.tmpdir")), maximumBytes);
    }

    Spool(Path directory, long maximumBytes) throws IOException {
        this.directory = directory;
        this.maximumBytes = maximumBytes;
        this.room = maximumBytes;
        try {
            channel = FileChannel.open(
                    Files.createTempFile(directory, "backup4j-import", ".spool"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * An entry and where its content lies in the file.
     *
     * @param entry with its true size
     * @param offset its first byte
     */
    record Item(Entry entry, long offset) {}

    /** Takes the content of an entry to its end; of two of one path the later holds, as when an archive is unpacked. */
    void add(Entry entry, InputStream content) throws IOException {
        takeHeader(entry);
        long offset = channel.position();
        byte[] buffer = new byte[1 << 16];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            take(count);
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            write(bytes);
        }
        items.put(entry.path(), new Item(entry.withSize(channel.position() - offset), offset));
    }

    private void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private IOException unusable(IOException cause) {
        return new IOException(
                "what is unpacked could not be written to the temporary directory "
                        + directory + ": " + Reason.of(cause)
                        + "; make room there, or name another one (java.io.tmpdir)",
                cause);
    }

    /** Takes an entry without content. */
    void add(Entry entry) throws IOException {
        takeHeader(entry);
        items.put(entry.path(), new Item(entry, 0));
    }

    private void takeHeader(Entry entry) throws IOException {
        ByteString link = entry.link();
        take((long) HEADER_BYTES + entry.path().length() + (link == null ? 0 : link.length()));
    }

    private void take(long bytes) throws IOException {
        room -= bytes;
        if (room < 0) {
            throw new IOException("unpacked it is larger than the " + maximumBytes
                    + " bytes that the import may take; raise the limit if you trust it");
        }
    }

    SortedMap<EntryPath, Item> items() {
        return items;
    }

    InputStream open(Item item) {
        return new Range(item.offset(), item.offset() + item.entry().size());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A part of the file, read by position, so that several threads can. */
    private final class Range extends InputStream {
        private final long end;
        private long at;

        Range(long start, long end) {
            this.at = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, end - at);
            if (wanted == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = channel.read(ByteBuffer.wrap(buffer, offset, wanted), at);
            at += Math.max(0, count);
            return count;
        }
    }
}
