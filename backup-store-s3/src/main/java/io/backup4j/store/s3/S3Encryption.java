package io.backup4j.store.s3;

/**
 * Encryption at rest by the service. What an encrypted repository stores is sealed before it leaves this machine; this is for
 * buckets whose owner demands it as well.
 */
public sealed interface S3Encryption {
    /** Leaves it to the bucket. */
    static S3Encryption ofBucket() {
        return new OfBucket();
    }

    /** Keys of S3 itself ({@code AES256}). */
    static S3Encryption managed() {
        return new Managed();
    }

    /**
     * A key of the key management service.
     *
     * @param keyId its id, ARN or alias
     * @throws IllegalArgumentException when {@code keyId} is empty
     */
    static S3Encryption kms(String keyId) {
        return new Kms(keyId);
    }

    /** See {@link S3Encryption#ofBucket}. */
    record OfBucket() implements S3Encryption {}

    /** See {@link S3Encryption#managed}. */
    record Managed() implements S3Encryption {}

    /**
     * See {@link S3Encryption#kms}.
     *
     * @param keyId the key's id, ARN or alias
     */
    record Kms(String keyId) implements S3Encryption {
        /** Checks. */
        public Kms {
            if (keyId.isEmpty()) {
                throw new IllegalArgumentException("The id of the key is empty");
            }
        }
    }
}
