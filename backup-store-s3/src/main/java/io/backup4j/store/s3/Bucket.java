package io.backup4j.store.s3;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks one bucket the way the options say; what the SDK throws comes out as it is. Safe for use by several threads. */
final class Bucket {
    private final S3Client client;
    private final String name;
    private final S3Options options;

    Bucket(S3Client client, String name, S3Options options) {
        this.client = client;
        this.name = name;
        this.options = options;
    }

    S3Client client() {
        return client;
    }

    String name() {
        return name;
    }

    S3Options options() {
        return options;
    }

    @Nullable
    RequestPayer payer() {
        return options.requesterPays() ? RequestPayer.REQUESTER : null;
    }

    /** Returns for how long a request with so many bytes may take until its answer begins. */
    AwsRequestOverrideConfiguration patience(long bytes) {
        Duration most = options.timeFor(bytes);
        return AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(most)
                .build();
    }

    /** Returns what the bucket knows about an object, nothing when it has none. */
    Optional<HeadObjectResponse> head(String key) {
        try {
            return Optional.of(client.headObject(request ->
                    request.bucket(name).key(key).requestPayer(payer()).overrideConfiguration(patience(0))));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    ResponseInputStream<GetObjectResponse> get(String key, @Nullable String range, @Nullable String version) {
        return client.getObject(request -> request.bucket(name)
                .key(key)
                .range(range)
                .versionId(version)
                .requestPayer(payer())
                .overrideConfiguration(patience(0)));
    }

    ListObjectsV2Response list(String prefix, @Nullable String token) {
        return client.listObjectsV2(request -> request.bucket(name)
                .prefix(prefix)
                .continuationToken(token)
                .requestPayer(payer())
                .overrideConfiguration(patience(0)));
    }

    ListObjectVersionsResponse versions(String prefix, @Nullable String key, @Nullable String version) {
        return client.listObjectVersions(request -> request.bucket(name)
                .prefix(prefix)
                .keyMarker(key)
                .versionIdMarker(version)
                .requestPayer(payer())
                .overrideConfiguration(patience(0)));
    }

    void retain(String key, ObjectLockRetentionMode mode, Instant until) {
        client.putObjectRetention(request -> request.bucket(name)
                .key(key)
                .retention(retention -> retention.mode(mode).retainUntilDate(until))
                .requestPayer(payer())
                .overrideConfiguration(patience(0)));
    }

    void delete(String key) {
        client.deleteObject(
                request -> request.bucket(name).key(key).requestPayer(payer()).overrideConfiguration(patience(0)));
    }
}
