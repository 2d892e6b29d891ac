package io.backup4j.sql.sqlite;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Which of two databases a third one is like, page by page. Left out of account is what SQLite itself changes when it copies: the
 * versions of the format, the change counters and the schema cookie in the header.
 *
 * @param second pages that are those of the second database, and not of the first
 * @param first pages that are those of the first database, and not of the second
 * @param others pages that are of neither
 */
record Likeness(long second, long first, long others) {
    private static final int[][] COUNTERS = {{18, 20}, {24, 28}, {40, 44}, {92, 100}};

    /** Compares {@code unknown} with two databases of which at least the second has the same page size. */
    static Likeness of(Path unknown, Path first, Path second) throws IOException {
        int pageSize = DatabaseHeader.of(unknown).pageSize();
        try (InputStream u = open(unknown);
                InputStream a = open(first);
                InputStream b = open(second)) {
            return count(u, a, b, pageSize);
        }
    }

    private static Likeness count(InputStream unknown, InputStream first, InputStream second, int pageSize)
            throws IOException {
        long ofSecond = 0;
        long ofFirst = 0;
        long ofNone = 0;
        byte[] u = page(unknown, pageSize, true);
        byte[] a = page(first, pageSize, true);
        byte[] b = page(second, pageSize, true);
        while (u.length + a.length + b.length > 0) {
            boolean isFirst = Arrays.equals(u, a);
            boolean isSecond = Arrays.equals(u, b);
            ofFirst += isFirst && !isSecond ? 1 : 0;
            ofSecond += isSecond && !isFirst ? 1 : 0;
            ofNone += !isFirst && !isSecond ? 1 : 0;
            u = page(unknown, pageSize, false);
            a = page(first, pageSize, false);
            b = page(second, pageSize, false);
        }
        return new Likeness(ofSecond, ofFirst, ofNone);
    }

    private static byte[] page(InputStream in, int pageSize, boolean hasHeader) throws IOException {
        byte[] page = in.readNBytes(pageSize);
        if (hasHeader && page.length >= DatabaseHeader.LENGTH) {
            for (int[] range : COUNTERS) {
                Arrays.fill(page, range[0], range[1], (byte) 0);
            }
        }
        return page;
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** Returns whether it is the second database. */
    boolean isSecond() {
        return first == 0 && others == 0;
    }

    /** Returns whether it may have been the second database and was written to since. */
    boolean isRatherSecond() {
        return second >= first;
    }

    /** Returns whether anything in it can only come from the second database. */
    boolean isSecondAtAll() {
        return second > 0;
    }
}
