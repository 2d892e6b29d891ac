package io.backup4j.store.s3;

import io.backup4j.api.ObjectBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** In parts one after the other, so that what is repeated after a broken connection is a part and not the whole. */
final class MultipartUpload implements Upload {
    private static final int MOST_PARTS = 10_000;
    private static final long USUAL_PART = 16L << 20;

    private final Bucket bucket;
    private final NewObject newObject;

    MultipartUpload(Bucket bucket, NewObject newObject) {
        this.bucket = bucket;
        this.newObject = newObject;
    }

    @Override
    public void send(String key, String label, ObjectBody body, boolean onlyIfAbsent) throws IOException {
        CreateMultipartUploadRequest.Builder begin = newObject.multipart(key, label);
        if (!isMd5()) {
            begin.checksumAlgorithm(ChecksumAlgorithm.SHA256);
        }
        String id = bucket.client().createMultipartUpload(begin.build()).uploadId();
        try {
            complete(key, id, sendParts(key, id, body), onlyIfAbsent);
        } catch (IOException | RuntimeException | Error e) {
            abort(key, id, e);
            throw e;
        }
    }

    /** Returns so large a part that their number stays below the limit. */
    static long partBytes(long length, long multipartAbove) {
        long least = (length + MOST_PARTS - 1) / MOST_PARTS;
        return Math.max(Math.min(USUAL_PART, multipartAbove), least);
    }

    private List<CompletedPart> sendParts(String key, String id, ObjectBody body) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        long partBytes = partBytes(body.length(), bucket.options().multipartAbove());
        for (long offset = 0; offset < body.length(); offset += partBytes) {
            try (Slice slice = new Slice(body, offset, Math.min(partBytes, body.length() - offset))) {
                parts.add(sendPart(key, id, parts.size() + 1, slice));
            }
        }
        return parts;
    }

    private CompletedPart sendPart(String key, String id, int number, Slice slice) throws IOException {
        UploadPartRequest.Builder request = UploadPartRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .uploadId(id)
                .partNumber(number)
                .requestPayer(bucket.payer())
                .overrideConfiguration(bucket.patience(slice.length()));
        switch (bucket.options().checksums()) {
            case HEADER -> request.checksumSHA256(slice.digest("SHA-256"));
            case TRAILER -> request.checksumAlgorithm(ChecksumAlgorithm.SHA256);
            case REQUIRED_ONLY -> request.contentMD5(slice.digest("MD5"));
        }
        UploadPartResponse answer = slice.send(content -> bucket.client().uploadPart(request.build(), content));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumSHA256(answer.checksumSHA256())
                .build();
    }

    private void complete(String key, String id, List<CompletedPart> parts, boolean onlyIfAbsent) {
        CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .uploadId(id)
                .multipartUpload(all -> all.parts(parts))
                .requestPayer(bucket.payer())
                .overrideConfiguration(bucket.patience(0));
        if (onlyIfAbsent) {
            request.ifNoneMatch("*");
        }
        bucket.client().completeMultipartUpload(request.build());
    }

    /** What cannot be removed costs space until the bucket's own rule removes it, and is no object. */
    private void abort(String key, String id, Throwable reason) {
        try {
            bucket.client()
                    .abortMultipartUpload(request -> request.bucket(bucket.name())
                            .key(key)
                            .uploadId(id)
                            .requestPayer(bucket.payer())
                            .overrideConfiguration(bucket.patience(0)));
        } catch (SdkException e) {
            reason.addSuppressed(e);
        }
    }

    private boolean isMd5() {
        return bucket.options().checksums() == ChecksumMode.REQUIRED_ONLY;
    }
}
