package io.backup4j.sql.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the first 100 bytes of a database say. Source: "Database File Format" of SQLite, section 1.3.
 *
 * @param pageSize bytes a page
 * @param pages pages of the database
 */
record DatabaseHeader(int pageSize, long pages) {
    /** Bytes of the header. */
    static final int LENGTH = 100;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PAGE_SIZE_AT = 16;
    private static final int PAGES_AT = 28;
    private static final int ENCODING_AT = 56;
    private static final List<String> ENCODINGS = List.of("", "UTF-8", "UTF-16le", "UTF-16be");

    /** Reads the header of a file that no connection of this process has open. */
    static DatabaseHeader of(Path copy) throws IOException {
        try (InputStream in = Files.newInputStream(copy)) {
            return of(in.readNBytes(LENGTH));
        }
    }

    /**
     * Reads a header.
     *
     * @throws IOException when this is not the beginning of a database
     */
    static DatabaseHeader of(byte[] bytes) throws IOException {
        if (!isMagic(bytes) || bytes.length < LENGTH) {
            throw new IOException("It does not begin as a SQLite database does");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int size = Short.toUnsignedInt(header.getShort(PAGE_SIZE_AT));
        return new DatabaseHeader(size == 1 ? 65_536 : size, Integer.toUnsignedLong(header.getInt(PAGES_AT)));
    }

    /**
     * Returns how the texts of a copy are encoded, as {@code pragma encoding} says it; empty while that is open, which it is before the
     * first table.
     */
    static String encoding(Path copy) throws IOException {
        try (InputStream in = Files.newInputStream(copy)) {
            return ENCODINGS.get(ByteBuffer.wrap(in.readNBytes(LENGTH)).getInt(ENCODING_AT) & 3);
        }
    }

    /** Returns whether these bytes, at least 16, begin as a database does. */
    static boolean isMagic(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Returns the bytes that a file of this header has. */
    long bytes() {
        return pages * pageSize;
    }
}
