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

/** The content of an entry from bytes in memory, for tests of a restore target. Can be made to be damaged half-way. */
public final class BytesContent implements EntryContent {
    private static final int CHUNK = 65_536;

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
        for (int from = 0; from < end; from += CHUNK) {
            sink.write(bytes, from, Math.min(CHUNK, end - from));
        }
        if (damaged) {
            throw damage();
        }
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
