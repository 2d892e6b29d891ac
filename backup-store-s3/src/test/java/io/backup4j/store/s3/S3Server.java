package io.backup4j.store.s3;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** A server that speaks S3 and keeps objects in memory: one for all tests of this process, with a bucket for each. */
final class S3Server {
    static final AwsCredentialsProvider CREDENTIALS = credentials("secret");

    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static final URI ENDPOINT = start();
    private static final S3Client CLIENT = client(ENDPOINT);

    private S3Server() {}

    static URI endpoint() {
        return ENDPOINT;
    }

    static AwsCredentialsProvider credentials(String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("key", secret));
    }

    /** A client that goes around what is tested. */
    static S3Client client() {
        return CLIENT;
    }

    static String newBucket() {
        String bucket = "bucket-" + BUCKETS.incrementAndGet();
        CLIENT.createBucket(request -> request.bucket(bucket));
        return bucket;
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

    private static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(Apache5HttpClient.builder())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .chunkedEncodingEnabled(false)
                        .build())
                .build();
    }

    private static URI start() {
        try {
            BlobStore memory = BlobStores.create("transient-nio2", new Properties());
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new WholeObjects(memory))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
                    .build();
            server.start();
            return URI.create("http://127.0.0.1:" + server.getPort());
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server for tests did not start", e);
        }
    }
}
