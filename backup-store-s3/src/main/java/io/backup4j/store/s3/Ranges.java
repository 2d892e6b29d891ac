package io.backup4j.store.s3;

import io.backup4j.api.BackupStore;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads ranges of objects, and sees that the service sends the range that was meant. */
final class Ranges {
    /** No object is larger, and larger numbers confuse services. */
    private static final long LARGEST_OBJECT = 1L << 50;

    private final Bucket bucket;

    Ranges(Bucket bucket) {
        this.bucket = bucket;
    }

    InputStream read(String key, @Nullable String version, long offset, long length) throws IOException {
        long first = Math.min(offset, LARGEST_OBJECT);
        // A range cannot be empty; one byte shows as well whether there is such an object.
        long count = Math.min(Math.max(1, length), LARGEST_OBJECT - first + 1);
        boolean all = offset == 0 && length == BackupStore.TO_END;
        String range = all ? null : "bytes=" + first + "-" + (length == BackupStore.TO_END ? "" : first + count - 1);
        try {
            ResponseInputStream<GetObjectResponse> in = bucket.get(key, range, version);
            return length == 0 ? none(in) : checked(in, key, all, first, count);
        } catch (S3Exception e) {
            if (e.statusCode() == 416) {
                return InputStream.nullInputStream();
            }
            throw e;
        }
    }

    private static InputStream none(ResponseInputStream<GetObjectResponse> in) {
        in.abort();
        return InputStream.nullInputStream();
    }

    private static InputStream checked(
            ResponseInputStream<GetObjectResponse> in, String key, boolean all, long first, long count)
            throws IOException {
        GetObjectResponse head = in.response();
        String sent = head.contentRange();
        boolean meant = all || sent != null && sent.startsWith("bytes " + first + "-");
        if (!meant || head.contentLength() == null || head.contentLength() > count) {
            in.abort();
            throw new IOException("The service was asked for bytes " + first + "+" + count + " of " + key
                    + " and sends " + (sent == null ? "all" : sent) + "; do not rely on this service");
        }
        return new ObjectStream(in, key, head.contentLength());
    }
}
