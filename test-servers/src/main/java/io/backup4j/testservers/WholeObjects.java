package io.backup4j.testservers;

import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The server's memory lists its own temporary files while an object is being written, which no service does. */
final class WholeObjects extends ForwardingBlobStore {
    private static final Pattern TEMPORARY = Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    WholeObjects(BlobStore memory) {
        super(memory);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response all = super.list(request);
        return all.toBuilder()
                .contents(all.contents().stream()
                        .filter(object -> !TEMPORARY.matcher(object.key()).matches())
                        .toList())
                .build();
    }
}
