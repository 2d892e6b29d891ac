package io.backup4j.store.s3;

import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One listing, page by page, in whatever order they come. */
final class Listing {
    private final Bucket bucket;
    private final Keys keys;
    private final String location;
    private final Set<String> told = new HashSet<>();

    Listing(Bucket bucket, Keys keys, String location) {
        this.bucket = bucket;
        this.keys = keys;
        this.location = location;
    }

    void tell(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        Set<String> tokens = new HashSet<>();
        String token = null;
        do {
            ListObjectsV2Response page = page(prefix, token);
            requireWhole(prefix, page);
            for (S3Object object : page.contents()) {
                tell(object, visitor);
            }
            token = Boolean.TRUE.equals(page.isTruncated()) ? next(prefix, page) : null;
            if (token != null && !tokens.add(token)) {
                throw new IOException("Could not list '" + prefix + "' of " + location
                        + ": the service gives the same page again and again");
            }
        } while (token != null);
    }

    /** The client takes an answer that is cut off for one that says less. */
    private void requireWhole(String prefix, ListObjectsV2Response page) throws IOException {
        int named = page.contents().size() + page.commonPrefixes().size();
        if (page.isTruncated() == null || page.keyCount() != null && page.keyCount() != named) {
            throw new IOException("Could not list '" + prefix + "' of " + location
                    + ": the answer is not whole, it counts " + page.keyCount() + " keys and names " + named);
        }
    }

    private void tell(S3Object object, Consumer<? super StoredObject> visitor) {
        keys.name(object.key())
                .filter(told::add)
                .ifPresent(name -> visitor.accept(new StoredObject(name, object.size())));
    }

    private ListObjectsV2Response page(String prefix, @Nullable String token) throws IOException {
        try {
            return bucket.list(keys.keyOfPrefix(prefix), token);
        } catch (SdkException e) {
            throw Failure.of(Verb.LIST, prefix, location, e);
        }
    }

    private String next(String prefix, ListObjectsV2Response page) throws IOException {
        String token = page.nextContinuationToken();
        if (token == null || token.isEmpty()) {
            throw new IOException("Could not list '" + prefix + "' of " + location
                    + ": the service has more and does not say how to go on");
        }
        return token;
    }
}
