package io.backup4j.places;

import io.backup4j.api.BackupStore;
import io.backup4j.store.gdrive.DriveFolder;
import io.backup4j.store.gdrive.GoogleDriveStore;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.FakeTokens;
import io.backup4j.store.local.LocalStore;
import io.backup4j.store.s3.S3Store;
import io.backup4j.testservers.BucketServer;
import java.io.IOException;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A place of each kind. */
final class Places implements AutoCloseable {
    private final FakeDrive fake = FakeDrive.start();
    private final BackupStore bucket = S3Store.builder(BucketServer.newBucket())
            .endpoint(BucketServer.endpoint())
            .region("us-east-1")
            .pathStyle()
            .credentials(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(BucketServer.KEY, BucketServer.SECRET)))
            .open();
    private final BackupStore drive = GoogleDriveStore.builder(
                    DriveFolder.ofId(fake.owner().newFolder("backups")))
            .endpoint(fake.endpoint())
            .credentials(FakeTokens.user(fake.endpoint()))
            .open();

    BackupStore directory(Path temp) {
        return LocalStore.at(temp.resolve("store"));
    }

    BackupStore bucket() {
        return new KeptOpen(bucket);
    }

    BackupStore drive() {
        return new KeptOpen(drive);
    }

    @Override
    public void close() throws IOException {
        bucket.close();
        drive.close();
        fake.close();
    }
}
