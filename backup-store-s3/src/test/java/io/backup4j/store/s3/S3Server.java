package io.backup4j.store.s3;

import io.backup4j.testservers.BucketServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** The {@link BucketServer} as the tests of this module ask it. */
final class S3Server {
    static final AwsCredentialsProvider CREDENTIALS = credentials(BucketServer.SECRET);

    private static final S3Client CLIENT = client(endpoint(), Retries.atOnce());

    private S3Server() {}

    static URI endpoint() {
        return BucketServer.endpoint();
    }

    static AwsCredentialsProvider credentials(String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(BucketServer.KEY, secret));
    }

    /** A client that goes around what is tested. */
    static S3Client client() {
        return CLIENT;
    }

    static String newBucket() {
        return BucketServer.newBucket();
    }

    static void plant(String bucket, String key) {
        CLIENT.putObject(
                request -> request.bucket(bucket).key(key),
                RequestBody.fromBytes("somebody else's".getBytes(StandardCharsets.UTF_8)));
    }

    /** A store on that endpoint which tries again at once. */
    static S3StoreBuilder store(URI endpoint, String bucket) {
        return S3Store.builder(bucket)
                .endpoint(endpoint)
                .region("us-east-1")
                .pathStyle()
                .credentials(CREDENTIALS)
                .retries(Retries.atOnce());
    }

    static S3Client client(URI endpoint, RetryStrategy retries) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .overrideConfiguration(configuration -> configuration.retryStrategy(retries))
                .httpClientBuilder(Apache5HttpClient.builder())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .chunkedEncodingEnabled(false)
                        .build())
                .build();
    }
}
