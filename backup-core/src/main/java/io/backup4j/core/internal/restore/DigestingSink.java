package io.backup4j.core.internal.restore;

import io.backup4j.api.ByteString;
import io.backup4j.api.ContentSink;
import io.backup4j.core.internal.format.Sha256;
import java.io.IOException;
import java.security.MessageDigest;

/** Passes content on and hashes it. One thread at a time. */
final class DigestingSink implements ContentSink {
    private static final byte[] ZEROS = new byte[65_536];

    private final ContentSink sink;
    private final MessageDigest digest;

    DigestingSink(ContentSink sink) {
        this.sink = sink;
        this.digest = Sha256.newDigest();
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        digest.update(buffer, offset, length);
        sink.write(buffer, offset, length);
    }

    @Override
    public void zeros(long length) throws IOException {
        for (long left = length; left > 0; left -= ZEROS.length) {
            digest.update(ZEROS, 0, (int) Math.min(left, ZEROS.length));
        }
        sink.zeros(length);
    }

    /** Returns the hash of everything; once. */
    ByteString sha256() {
        return ByteString.of(digest.digest());
    }
}
