package io.backup4j.store.s3;

import io.backup4j.api.ObjectBody;
import java.io.IOException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** One request; the only way that every service creates atomically. */
final class SingleUpload implements Upload {
    private final Bucket bucket;
    private final NewObject newObject;

    SingleUpload(Bucket bucket, NewObject newObject) {
        this.bucket = bucket;
        this.newObject = newObject;
    }

    @Override
    public void send(String key, String label, ObjectBody body, boolean onlyIfAbsent) throws IOException {
        try (Slice slice = Slice.whole(body)) {
            PutObjectRequest.Builder request = newObject.put(key, label, slice.length());
            secure(request, slice);
            if (onlyIfAbsent) {
                request.ifNoneMatch("*");
            }
            slice.send(content -> bucket.client().putObject(request.build(), content));
        }
    }

    private void secure(PutObjectRequest.Builder request, Slice slice) throws IOException {
        switch (bucket.options().checksums()) {
            case HEADER -> request.checksumSHA256(slice.digest("SHA-256"));
            case TRAILER -> request.checksumAlgorithm(ChecksumAlgorithm.SHA256);
            case REQUIRED_ONLY -> request.contentMD5(slice.digest("MD5"));
        }
    }
}
