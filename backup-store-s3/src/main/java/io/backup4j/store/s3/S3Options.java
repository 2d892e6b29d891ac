package io.backup4j.store.s3;

import java.time.Duration;
import java.util.Map;

/**
 * How a store works in its bucket. Immutable; begin with {@link #defaults()}.
 *
 * @param prefix what the keys of all objects begin with: empty, or ending in {@code /}
 * @param checksums how uploads are secured
 * @param multipartAbove bytes; a larger object is uploaded in parts. 5 MiB to 5 GiB
 * @param storageClass for instance {@code STANDARD_IA}; empty for that of the bucket. Not one whose objects must be restored
 *     before they can be read
 * @param encryption encryption at rest by the service
 * @param lock protection of new objects against deleting
 * @param requesterPays whether the owner of the credentials pays, and not the owner of the bucket
 * @param tags put on every new object
 * @param stallTimeout how long a connection may make no progress; for an upload one second more for each {@value
 *     #SLOWEST_BYTES_PER_SECOND} bytes
 */
public record S3Options(
        String prefix,
        ChecksumMode checksums,
        long multipartAbove,
        String storageClass,
        S3Encryption encryption,
        ObjectLock lock,
        boolean requesterPays,
        Map<String, String> tags,
        Duration stallTimeout) {
    /** An upload that is slower than this counts as stalled. */
    public static final int SLOWEST_BYTES_PER_SECOND = 64 << 10;

    static final long SMALLEST_PART = 5L << 20;
    static final long LARGEST_PART = 5L << 30;

    private static final S3Options DEFAULTS = new S3Options(
            "",
            ChecksumMode.HEADER,
            64L << 20,
            "",
            S3Encryption.ofBucket(),
            ObjectLock.none(),
            false,
            Map.of(),
            Duration.ofSeconds(60));

    /** Checks. */
    public S3Options {
        if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/") || prefix.contains("//"))) {
            throw new IllegalArgumentException(
                    "The prefix '" + prefix + "' must be empty or like 'a/b/', with no empty name in it");
        }
        if (multipartAbove < SMALLEST_PART || multipartAbove > LARGEST_PART) {
            throw new IllegalArgumentException("Uploading in parts above " + multipartAbove
                    + " bytes is not possible: choose " + SMALLEST_PART + " to " + LARGEST_PART);
        }
        if (stallTimeout.isNegative() || stallTimeout.isZero()) {
            throw new IllegalArgumentException("The time without progress must be positive: " + stallTimeout);
        }
        tags = Map.copyOf(tags);
    }

    /**
     * Returns the whole bucket, SHA-256 in headers, parts above 64 MiB, one minute without progress; all else as the bucket
     * has it.
     */
    public static S3Options defaults() {
        return DEFAULTS;
    }

    /** Returns the same below a prefix; a slash is added to its end where there is none. */
    public S3Options withPrefix(String newPrefix) {
        String ended = newPrefix.isEmpty() || newPrefix.endsWith("/") ? newPrefix : newPrefix + "/";
        return new S3Options(
                ended, checksums, multipartAbove, storageClass, encryption, lock, requesterPays, tags, stallTimeout);
    }

    /** Returns the same with other checksums. */
    public S3Options withChecksums(ChecksumMode newChecksums) {
        return new S3Options(
                prefix,
                newChecksums,
                multipartAbove,
                storageClass,
                encryption,
                lock,
                requesterPays,
                tags,
                stallTimeout);
    }

    /** Returns the same with another size above which an object is uploaded in parts. */
    public S3Options withMultipartAbove(long bytes) {
        return new S3Options(
                prefix, checksums, bytes, storageClass, encryption, lock, requesterPays, tags, stallTimeout);
    }

    /** Returns the same with another storage class. */
    public S3Options withStorageClass(String newStorageClass) {
        return new S3Options(
                prefix,
                checksums,
                multipartAbove,
                newStorageClass,
                encryption,
                lock,
                requesterPays,
                tags,
                stallTimeout);
    }

    /** Returns the same with another encryption at rest. */
    public S3Options withEncryption(S3Encryption newEncryption) {
        return new S3Options(
                prefix,
                checksums,
                multipartAbove,
                storageClass,
                newEncryption,
                lock,
                requesterPays,
                tags,
                stallTimeout);
    }

    /** Returns the same with another protection against deleting. */
    public S3Options withLock(ObjectLock newLock) {
        return new S3Options(
                prefix,
                checksums,
                multipartAbove,
                storageClass,
                encryption,
                newLock,
                requesterPays,
                tags,
                stallTimeout);
    }

    /** Returns the same, paid by the owner of the credentials. */
    public S3Options withRequesterPays() {
        return new S3Options(
                prefix, checksums, multipartAbove, storageClass, encryption, lock, true, tags, stallTimeout);
    }

    /** Returns the same with other tags. */
    public S3Options withTags(Map<String, String> newTags) {
        return new S3Options(
                prefix,
                checksums,
                multipartAbove,
                storageClass,
                encryption,
                lock,
                requesterPays,
                newTags,
                stallTimeout);
    }

    /** Returns the same with another time without progress. */
    public S3Options withStallTimeout(Duration newStallTimeout) {
        return new S3Options(
                prefix,
                checksums,
                multipartAbove,
                storageClass,
                encryption,
                lock,
                requesterPays,
                tags,
                newStallTimeout);
    }

    /** Returns how long a request with a body may take. */
    Duration timeFor(long bytes) {
        return stallTimeout.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
    }
}
