package io.backup4j.testkit;

import io.backup4j.api.ByteString;
import io.backup4j.api.ContentSink;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.EntryContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The content of an entry from bytes in memory, for tests of a restore target. Hands runs of four zero bytes and more to {@link
 * ContentSink#zeros}, as the engine does with longer ones. Can be made to be damaged half-way.
 */
public final class BytesContent implements EntryContent {
    private static final int CHUNK = 65_536;

    private static final int FEWEST_ZEROS = 4;

    private final byte[] bytes;
    private final boolean damaged;

    private BytesContent(byte[] bytes, boolean damaged) {
        this.bytes = bytes;
        this.damaged = damaged;
    }

    /** Returns content of these bytes, which must not be changed any more. */
    public static BytesContent of(byte[] bytes) {
        return new BytesContent(bytes, false);
    }

    /** Returns content that gives the first half of its bytes and is then found to be damaged. */
    public BytesContent damaged() {
        return new BytesContent(bytes, true);
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public ByteString sha256() {
        return sha256(bytes);
    }

    @Override
    public void writeTo(ContentSink sink) throws IOException {
        int end = damaged ? bytes.length / 2 : bytes.length;
        int from = 0;
        while (from < end) {
            int zeros = zeros(from, end);
            if (zeros >= FEWEST_ZEROS) {
                sink.zeros(zeros);
                from += zeros;
            } else {
                int data = untilZeros(from, Math.min(end, from + CHUNK)) - from;
                sink.write(bytes, from, data);
                from += data;
            }
        }
        if (damaged) {
            throw damage();
        }
    }

    private int zeros(int from, int end) {
        int at = from;
        while (at < end && bytes[at] == 0) {
            at++;
        }
        return at - from;
    }

    /** There is at least one byte before them. */
    private int untilZeros(int from, int end) {
        for (int at = from + 1; at < end; at++) {
            if (zeros(at, Math.min(end, at + FEWEST_ZEROS)) == FEWEST_ZEROS) {
                return at;
            }
        }
        return end;
    }

    @Override
    public InputStream open() {
        InputStream whole = new ByteArrayInputStream(bytes);
        return damaged
                ? new SequenceInputStream(new ByteArrayInputStream(bytes, 0, bytes.length / 2), new DamagedStream())
                : whole;
    }

    static ByteString sha256(byte[] bytes) {
        try {
            return ByteString.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static CorruptDataException damage() {
        return new CorruptDataException("Content is damaged on purpose, for a test");
    }

    private static final class DamagedStream extends InputStream {
        @Override
        public int read() {
            throw damage();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            throw damage();
        }
    }
}
