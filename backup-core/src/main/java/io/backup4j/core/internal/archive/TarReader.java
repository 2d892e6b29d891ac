package io.backup4j.core.internal.archive;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads tar archives and gives names byte for byte. Latin-1 is the charset in which every byte is a sign, but names in pax records are decoded as UTF-8
 * whatever the charset, so these are taken from the records themselves. What the library takes for an end or a header though it is damaged is refused,
 * and so are headers that it would need much memory for.
 */
final class TarReader extends TarArchiveInputStream {
    private static final int LONGEST_HEADERS = 1 << 20;
    private static final int MOST_HEADERS = 16;
    private static final int MOST_AT_ONCE = 1 << 10;

    private final LimitedStream stream;
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private final ByteArrayOutputStream globalRecords = new ByteArrayOutputStream();
    private final Map<String, byte[]> globalValues = new HashMap<>();
    private Map<String, byte[]> values = Map.of();
    private long globalLength;
    private int headers;
    private boolean ended;

    TarReader(InputStream in) {
        this(new LimitedStream(in));
    }

    private TarReader(LimitedStream stream) {
        super(stream, StandardCharsets.ISO_8859_1.name());
        this.stream = stream;
    }

    /** Goes on to the next entry, of which it returns all but the names; null at the end. The one before must have been read to its end. */
    @Nullable
    TarArchiveEntry next() throws IOException {
        records.reset();
        globalRecords.reset();
        headers = 0;
        stream.room = LONGEST_HEADERS;
        TarArchiveEntry header = getNextEntry();
        stream.room = Long.MAX_VALUE;
        if (header != null) {
            requireSound(header);
        }
        addRecords(globalRecords.toByteArray(), globalValues);
        values = new HashMap<>(globalValues);
        addRecords(records.toByteArray(), values);
        return header;
    }

    /** The library calls itself through here for each header that stands before that of an entry, deeper each time. */
    @Override
    public TarArchiveEntry getNextEntry() throws IOException {
        headers++;
        if (headers > MOST_HEADERS) {
            throw new IOException("an entry has more than " + MOST_HEADERS + " headers before byte " + getBytesRead()
                    + " of the tar");
        }
        return super.getNextEntry();
    }

    /** Returns the name of an entry that {@link #next()} has just returned. */
    byte[] name(TarArchiveEntry header) {
        // A sparse file has its own name there, and one for programs that do not know sparse files as its path.
        byte[] sparse = header.isPaxGNUSparse() ? values.get("GNU.sparse.name") : null;
        return sparse == null ? value("path", header.getName()) : sparse;
    }

    /** Returns the link target of an entry that {@link #next()} has just returned. */
    byte[] linkName(TarArchiveEntry header) {
        return value("linkpath", header.getLinkName());
    }

    private byte[] value(String keyword, String inHeader) {
        byte[] value = values.get(keyword);
        return value == null ? inHeader.getBytes(StandardCharsets.ISO_8859_1) : value;
    }

    /** The records that stand before an entry are read through here, too. */
    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        TarArchiveEntry header = getCurrentEntry();
        if (header == null) {
            return -1;
        }
        requireSound(header);
        // Of a sparse file the library reads each piece by a call inside that for the piece before it.
        int read = super.read(buffer, offset, header.isSparse() ? Math.min(count, MOST_AT_ONCE) : count);
        if (read > 0 && header.isPaxHeader()) {
            records.write(buffer, offset, read);
        } else if (read > 0 && header.isGlobalPaxHeader()) {
            globalRecords.write(buffer, offset, read);
            globalLength += read;
            if (globalLength > LONGEST_HEADERS) {
                throw new IOException("it has more than " + LONGEST_HEADERS + " bytes of global pax records");
            }
        }
        return read;
    }

    /** Also where the stream ends, and after the first block of zeros, the library says that the archive has ended. */
    @Override
    protected byte @Nullable [] readRecord() throws IOException {
        byte[] record = super.readRecord();
        if (record == null && !ended) {
            throw new IOException("it is cut off: after " + getBytesRead()
                    + " bytes it ends without the blocks of zeros that a tar ends with; get or make the archive anew");
        }
        boolean ends = isEOFRecord(record);
        if (ended && !ends) {
            throw new IOException("it is damaged: more follows the block of zeros before byte " + getBytesRead()
                    + " of the tar, where only a second one may stand; get or make the archive anew");
        }
        ended = ends;
        return record;
    }

    private void requireSound(TarArchiveEntry header) throws IOException {
        if (!header.isCheckSumOK()) {
            throw new IOException("the header before byte " + getBytesRead()
                    + " of the tar has not the checksum that it says: the archive is damaged, or neither tar nor zip;"
                    + " get or make it anew");
        }
    }

    /** Adds records of the form {@code "length keyword=value\n"}, the length being that of the whole record; no value takes one away. */
    private static void addRecords(byte[] records, Map<String, byte[]> values) throws IOException {
        int start = 0;
        while (start < records.length) {
            int blank = indexOf(records, ' ', start);
            int equals = indexOf(records, '=', blank);
            int end = start + length(records, start, blank);
            if (end <= equals || end > records.length || records[end - 1] != '\n') {
                throw new IOException("it is damaged: a pax record has not the length that it says");
            }
            String keyword = new String(records, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
            if (equals + 2 == end) {
                values.remove(keyword);
            } else {
                values.put(keyword, Arrays.copyOfRange(records, equals + 1, end - 1));
            }
            start = end;
        }
    }

    private static int indexOf(byte[] records, char wanted, int from) throws IOException {
        for (int i = from; i < records.length; i++) {
            if (records[i] == wanted) {
                return i;
            }
        }
        throw new IOException("it is damaged: a pax record has no '" + wanted + "'");
    }

    private static int length(byte[] records, int start, int blank) throws IOException {
        try {
            return Integer.parseInt(new String(records, start, blank - start, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            throw new IOException("it is damaged: a pax record does not begin with its length", e);
        }
    }

    /** The tar, of which the library reads as much as a header asks for. */
    private static final class LimitedStream extends FilterInputStream {
        private long room = Long.MAX_VALUE;

        LimitedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            if (room == 0) {
                throw new IOException("an entry has headers of more than " + LONGEST_HEADERS + " bytes");
            }
            int read = in.read(buffer, offset, (int) Math.min(count, room));
            room -= Math.max(0, read);
            return read;
        }
    }
}
