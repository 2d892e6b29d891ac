package io.backup4j.testservers;

import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * A server that speaks S3 and keeps objects in memory: one for all tests of this process, with a bucket for each. Who uses it needs s3proxy among
 * its own dependencies of tests. Safe for use by several threads.
 */
public final class BucketServer {
    /** The access key that it knows. */
    public static final String KEY = "key";

    /** The secret of that key. */
    public static final String SECRET = "secret";

    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static final BlobStore MEMORY = new WholeObjects(BlobStores.create("transient-nio2", new Properties()));
    private static final URI ENDPOINT = start();

    private BucketServer() {}

    /** Returns where it listens. */
    public static URI endpoint() {
        return ENDPOINT;
    }

    /** Makes an empty bucket and returns its name. */
    public static String newBucket() {
        String bucket = "bucket-" + BUCKETS.incrementAndGet();
        MEMORY.createContainer(bucket);
        return bucket;
    }

    private static URI start() {
        try {
            S3Proxy server = S3Proxy.builder()
                    .blobStore(MEMORY)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                    .build();
            server.start();
            return URI.create("http://127.0.0.1:" + server.getPort());
        } catch (Exception e) {
            throw new IllegalStateException("The S3 server for tests did not start", e);
        }
    }
}
