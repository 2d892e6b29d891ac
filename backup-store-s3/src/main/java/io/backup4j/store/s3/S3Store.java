package io.backup4j.store.s3;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps objects in a bucket of Amazon S3 or of another service that speaks its protocol.
 *
 * <p>An object is created by one request with {@code If-None-Match: *}, which of several writers lets exactly one succeed; a
 * second request then looks whether it is there. Whether the service honours the condition is found out before the first
 * object is stored, with a hidden object {@code .backup4j-create-only}. Where it does not, the store looks before and after: it
 * then notices most, not all, who create the same name at the same moment, and {@link #createsAtomically} says so. Objects
 * larger than {@link S3Options#multipartAbove} are uploaded in parts; services differ in whether they honour the condition
 * then, so names that several writers may want must belong to smaller objects, as those of the engine do.
 *
 * <p>In a bucket with versions, deleting adds a delete marker, and {@link #asOf} opens the store as it was. Old versions go when a
 * rule of the bucket removes them.
 *
 * <p>Requests that fail for a moment are repeated by the client, as it is configured; streams that break are not. Safe for use
 * by several threads and several processes.
 */
public final class S3Store implements BackupStore {
    private final Bucket bucket;
    private final Keys keys;
    private final Creation creation;
    private final Condition condition;
    private final boolean ownsClient;

    S3Store(S3Client client, String bucketName, S3Options options, boolean ownsClient, Clock clock) {
        this.bucket = new Bucket(client, bucketName, options);
        this.keys = new Keys(options.prefix());
        NewObject newObject = new NewObject(bucket, clock);
        Upload single = new SingleUpload(bucket, newObject);
        this.condition = new Condition(keys, single);
        this.creation = new Creation(bucket, single, new MultipartUpload(bucket, newObject), condition);
        this.ownsClient = ownsClient;
    }

    /**
     * Returns the store in a bucket, which must exist. Touches nothing.
     *
     * @param client stays the caller's, and is not closed
     */
    public static S3Store of(S3Client client, String bucket, S3Options options) {
        return new S3Store(client, bucket, options, false, Clock.systemUTC());
    }

    /** Begins a store with a client of its own. */
    public static S3StoreBuilder builder(String bucket) {
        return new S3StoreBuilder(bucket);
    }

    /** Returns bucket and prefix as {@code s3://bucket/prefix}. */
    @Override
    public String location() {
        String path = "s3://" + bucket.name() + "/" + keys.prefix();
        return path.substring(0, path.length() - 1);
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        String key = keys.key(name);
        if (!create(name, key, body)) {
            throw new ObjectExistsException(location(), name);
        }
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        return read(name, null, offset, length);
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        new Listing(bucket, keys, location()).tell(prefix, visitor);
    }

    @Override
    public void delete(String name) throws IOException {
        String key = keys.key(name);
        try {
            bucket.delete(key);
        } catch (SdkException e) {
            if (!isMissing(e)) {
                throw Failure.of(Verb.DELETE, name, location(), e);
            }
        }
    }

    @Override
    public Optional<Instant> clock() throws IOException {
        try {
            return bucket.list(keys.hidden(""), null)
                    .sdkHttpResponse()
                    .firstMatchingHeader("Date")
                    .map(date -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (SdkException e) {
            throw Failure.of(Verb.LIST, "", location(), e);
        }
    }

    /**
     * Returns whether of several who create the same name at the same moment exactly one succeeds; asks the service the first
     * time, which stores a small hidden object.
     *
     * @throws IOException when the service cannot be asked
     */
    public boolean createsAtomically() throws IOException {
        try {
            return condition.isHonoured();
        } catch (SdkException e) {
            throw Failure.of(Verb.STORE, "a hidden object", location(), e);
        }
    }

    /**
     * Extends the protection of an object, by the mode of {@link S3Options#lock}, when it ends too early. Asked regularly for all that {@code
     * BackupRepository.neededObjects()} names, with some weeks between the two moments, most objects cost a {@code HEAD} each time and a second request
     * once in these weeks; what no restore point needs any more comes free by itself.
     *
     * @param atLeast an object that is protected until then is left as it is
     * @param until how long it is protected otherwise; not before {@code atLeast}
     * @return whether the protection had to be extended
     * @throws IllegalStateException when the options of the store name no mode
     * @throws ObjectMissingException when there is no such object
     * @throws IOException when the service refuses, for instance because the bucket has no Object Lock
     */
    public boolean protect(String name, Instant atLeast, Instant until) throws IOException {
        if (until.isBefore(atLeast)) {
            throw new IllegalArgumentException("Protection until " + until + ", which is before " + atLeast);
        }
        ObjectLock.Mode mode = bucket.options()
                .lock()
                .mode()
                .orElseThrow(() -> new IllegalStateException("The store " + location()
                        + " has no mode of Object Lock in its options: give it one to extend protection"));
        String key = keys.key(name);
        try {
            HeadObjectResponse object =
                    bucket.head(key).orElseThrow(() -> new ObjectMissingException(location(), name));
            Instant now = object.objectLockRetainUntilDate();
            boolean isShort = now == null || now.isBefore(atLeast);
            if (isShort) {
                bucket.retain(key, ObjectLockRetentionMode.fromValue(mode.name()), until);
            }
            return isShort;
        } catch (SdkException e) {
            throw Failure.of(Verb.PROTECT, name, location(), e);
        }
    }

    /**
     * Returns the store as it was at a moment, to be read only, in a bucket with versions. Uses the client of this store.
     *
     * @param moment by the clock of the service, which dates versions to the second
     */
    public BackupStore asOf(Instant moment) {
        return new PastStore(this, bucket, keys, moment);
    }

    /** Closes the client when it belongs to this store. */
    @Override
    public void close() {
        if (ownsClient) {
            bucket.client().close();
        }
    }

    InputStream read(String name, @Nullable String version, long offset, long length) throws IOException {
        String key = keys.key(name);
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("Negative range " + offset + "+" + length + " of " + name);
        }
        try {
            return new Ranges(bucket).read(key, version, offset, length);
        } catch (SdkException e) {
            if (isMissing(e)) {
                throw new ObjectMissingException(location(), name);
            }
            throw Failure.of(Verb.READ, name, location(), e);
        }
    }

    private boolean create(String name, String key, ObjectBody body) throws IOException {
        try {
            return creation.create(key, body);
        } catch (SdkException e) {
            throw Failure.of(Verb.STORE, name, location(), e);
        }
    }

    /** Not every 404: where the bucket is missing, nobody knows about the object. */
    private static boolean isMissing(SdkException e) {
        return e instanceof S3Exception refused
                && refused.statusCode() == 404
                && "NoSuchKey".equals(Failure.code(refused));
    }
}
