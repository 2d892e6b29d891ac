package io.backup4j.store.s3;

import io.backup4j.api.ObjectBody;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Creates objects. Each upload carries a label of its own, by which it is recognised when an answer was lost, when it was
 * repeated and met its own work, and when the service knows no conditions.
 */
final class Creation {
    private static final int MOST_CONFLICTS = 8;

    private final Bucket bucket;
    private final Upload single;
    private final Upload multipart;
    private final Condition condition;

    Creation(Bucket bucket, Upload single, Upload multipart, Condition condition) {
        this.bucket = bucket;
        this.single = single;
        this.multipart = multipart;
        this.condition = condition;
    }

    /**
     * Returns false when there is an object of that key already.
     *
     * @throws IOException when the body cannot be read, or the service does not have what it said it stored, or does not let it
     *     be looked at
     * @throws SdkException when it fails, or nobody can tell whether it did
     */
    boolean create(String key, ObjectBody body) throws IOException {
        boolean large = body.length() > bucket.options().multipartAbove();
        boolean conditional = condition.isHonoured();
        // Some services honour the condition for single uploads only.
        if ((large || !conditional) && bucket.head(key).isPresent()) {
            return false;
        }
        String label = UUID.randomUUID().toString();
        return send(large ? multipart : single, key, label, body, conditional) && isStored(key, label, body.length());
    }

    private boolean send(Upload upload, String key, String label, ObjectBody body, boolean conditional)
            throws IOException {
        for (int conflicts = 0; ; conflicts++) {
            try {
                upload.send(key, label, body, conditional);
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == 412) {
                    return isOurs(key, label);
                }
                if (!Condition.isConflict(e) || conflicts == MOST_CONFLICTS) {
                    return requireStoredAnyway(key, label, e);
                }
            } catch (SdkException e) {
                return requireStoredAnyway(key, label, e);
            }
        }
    }

    /** What the client repeats by itself is refused when the first attempt has been stored and its answer lost. */
    private boolean isOurs(String key, String label) throws IOException {
        return look(key).map(Creation::label).equals(Optional.of(label));
    }

    private boolean requireStoredAnyway(String key, String label, SdkException failure) {
        try {
            if (isOurs(key, label)) {
                return true;
            }
        } catch (IOException | SdkException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    private boolean isStored(String key, String label, long length) throws IOException {
        HeadObjectResponse found = look(key)
                .orElseThrow(() -> new IOException("The service said that it stored " + key + " in the bucket "
                        + bucket.name() + " and has no such object; do not rely on this service"));
        if (!label(found).equals(label)) {
            return false;
        }
        if (found.contentLength() != length) {
            throw new IOException("The service said that it stored " + key + " in the bucket " + bucket.name()
                    + " and has " + found.contentLength() + " of " + length + " bytes; do not rely on this service");
        }
        return true;
    }

    private Optional<HeadObjectResponse> look(String key) throws IOException {
        try {
            return bucket.head(key);
        } catch (S3Exception e) {
            throw Failure.unseen(key, bucket.name(), e);
        }
    }

    private static String label(HeadObjectResponse found) {
        Map<String, String> metadata = found.metadata();
        return metadata.getOrDefault(NewObject.LABEL, "");
    }
}
