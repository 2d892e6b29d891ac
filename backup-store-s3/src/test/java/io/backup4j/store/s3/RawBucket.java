package io.backup4j.store.s3;

import io.backup4j.testkit.RawObjects;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Does to the objects of a bucket what only its owner can do. */
record RawBucket(S3Client client, String bucket) implements RawObjects {
    @Override
    public List<String> names() {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .filter(key -> !key.startsWith("."))
                .sorted()
                .toList();
    }

    @Override
    public byte[] readAll(String name) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(name))
                .asByteArray();
    }

    @Override
    public void overwrite(String name, byte[] bytes) {
        client.putObject(request -> request.bucket(bucket).key(name), RequestBody.fromBytes(bytes));
    }

    @Override
    public void remove(String name) {
        client.deleteObject(request -> request.bucket(bucket).key(name));
    }
}
