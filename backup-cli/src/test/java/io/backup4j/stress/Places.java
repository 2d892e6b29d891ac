package io.backup4j.stress;

import io.backup4j.api.BackupStore;
import io.backup4j.store.local.LocalStore;
import io.backup4j.store.s3.S3Store;
import io.backup4j.testservers.BucketServer;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Places of repositories as text, so that other processes can be told of them: a path, or a bucket behind the address of a server. */
final class Places {
    private Places() {}

    /** Returns a new bucket of the server of this process. */
    static String newBucket() {
        return BucketServer.endpoint() + "/" + BucketServer.newBucket();
    }

    static BackupStore open(String place) {
        return place.startsWith("http:") ? bucket(URI.create(place)) : LocalStore.at(Path.of(place));
    }

    private static BackupStore bucket(URI place) {
        return S3Store.builder(place.getPath().substring(1))
                .endpoint(place.resolve("/"))
                .region("us-east-1")
                .pathStyle()
                .credentials(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(BucketServer.KEY, BucketServer.SECRET)))
                .open();
    }
}
