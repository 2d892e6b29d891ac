package io.backup4j.store.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What the options say about each new object; the SDK has no common type for the two requests that take it. */
record NewObject(Bucket bucket, Clock clock) {
    /** User metadata that says which upload made an object. */
    static final String LABEL = "backup4j-upload";

    PutObjectRequest.Builder put(String key, String label, long bytes) {
        return PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .metadata(Map.of(LABEL, label))
                .requestPayer(bucket.payer())
                .storageClass(storageClass())
                .serverSideEncryption(encryption())
                .ssekmsKeyId(encryptionKey())
                .objectLockMode(lockMode())
                .objectLockRetainUntilDate(lockedUntil())
                .objectLockLegalHoldStatus(hold())
                .tagging(tagging())
                .overrideConfiguration(bucket.patience(bytes));
    }

    CreateMultipartUploadRequest.Builder multipart(String key, String label) {
        return CreateMultipartUploadRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .metadata(Map.of(LABEL, label))
                .requestPayer(bucket.payer())
                .storageClass(storageClass())
                .serverSideEncryption(encryption())
                .ssekmsKeyId(encryptionKey())
                .objectLockMode(lockMode())
                .objectLockRetainUntilDate(lockedUntil())
                .objectLockLegalHoldStatus(hold())
                .tagging(tagging())
                .overrideConfiguration(bucket.patience(0));
    }

    private S3Options options() {
        return bucket.options();
    }

    private @Nullable String storageClass() {
        return options().storageClass().isEmpty() ? null : options().storageClass();
    }

    private @Nullable ServerSideEncryption encryption() {
        if (options().encryption() instanceof S3Encryption.Kms) {
            return ServerSideEncryption.AWS_KMS;
        }
        return options().encryption() instanceof S3Encryption.Managed ? ServerSideEncryption.AES256 : null;
    }

    private @Nullable String encryptionKey() {
        return options().encryption() instanceof S3Encryption.Kms kms ? kms.keyId() : null;
    }

    private @Nullable ObjectLockMode lockMode() {
        return options()
                .lock()
                .mode()
                .map(mode -> ObjectLockMode.fromValue(mode.name()))
                .orElse(null);
    }

    private @Nullable Instant lockedUntil() {
        ObjectLock lock = options().lock();
        return lock.mode().isPresent() ? clock.instant().plus(lock.retention()) : null;
    }

    private @Nullable ObjectLockLegalHoldStatus hold() {
        return options().lock().legalHold() ? ObjectLockLegalHoldStatus.ON : null;
    }

    /** As text: the SDK sends an empty header where it is given no set of tags, which services refuse. */
    private @Nullable String tagging() {
        String tags = options().tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> encoded(tag.getKey()) + "=" + encoded(tag.getValue()))
                .collect(Collectors.joining("&"));
        return tags.isEmpty() ? null : tags;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
