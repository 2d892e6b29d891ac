package io.backup4j.store.s3;

import io.backup4j.api.ObjectBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * A part of a body as the SDK wants it: opened as often as it asks, exactly as long as it says. Closes every stream that it
 * opened. One thread at a time.
 */
final class Slice implements ContentStreamProvider, AutoCloseable {
    private final ObjectBody body;
    private final long offset;
    private final long length;
    private @Nullable InputStream open;

    Slice(ObjectBody body, long offset, long length) {
        this.body = body;
        this.offset = offset;
        this.length = length;
    }

    static Slice whole(ObjectBody body) {
        return new Slice(body, 0, body.length());
    }

    long length() {
        return length;
    }

    RequestBody forRequest() {
        return RequestBody.fromContentProvider(this, length, "application/octet-stream");
    }

    /** Reads all of it, and so finds out before anything is sent when it cannot be read or has another length. */
    String digest(String algorithm) throws IOException {
        try (InputStream in = open()) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[64 << 10];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("This Java has no " + algorithm + "; choose another mode of checksums", e);
        }
    }

    @Override
    public InputStream newStream() {
        try {
            close();
            InputStream next = open();
            open = next;
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private InputStream open() throws IOException {
        InputStream in = body.open();
        try {
            in.skipNBytes(offset);
            return new ExactStream(in, length, offset + length == body.length());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
