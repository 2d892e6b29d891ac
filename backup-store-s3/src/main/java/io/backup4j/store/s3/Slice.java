package io.backup4j.store.s3;

import io.backup4j.api.ObjectBody;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
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
    private @Nullable IOException failure;
    private @Nullable IOException interruption;

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

    /**
     * Makes a request that carries it.
     *
     * @throws IOException the body's own failure, as it was, when it could not be opened or read
     */
    <T> T send(Function<RequestBody, T> request) throws IOException {
        try {
            return request.apply(RequestBody.fromContentProvider(this, length, "application/octet-stream"));
        } catch (RuntimeException e) {
            // What the SDK throws of its own tells an interrupted caller from an attempt that took too long.
            IOException cause = failure == null && !(e instanceof SdkException) ? interruption : failure;
            if (cause == null) {
                throw e;
            }
            throw cause;
        }
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
        requireReadable();
        try {
            close();
            InputStream next = open();
            open = next;
            return next;
        } catch (IOException e) {
            remember(e);
            requireReadable();
            throw SdkClientException.create("The body could not be opened", e);
        }
    }

    /** A body that has failed would fail again; the SDK repeats what fails with an IOException. */
    private void requireReadable() {
        if (failure != null) {
            throw NonRetryableException.create("The body could not be read");
        }
    }

    /** A read that was interrupted is no failure of the body, which the SDK may open again: it interrupts attempts that take too long. */
    private void remember(IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            interruption = e;
        } else if (failure == null) {
            failure = e;
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
            return new ExactStream(in, length, offset + length == body.length(), this::remember);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }
}
