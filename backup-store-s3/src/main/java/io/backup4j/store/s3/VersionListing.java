package io.backup4j.store.s3;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Finds for each name the newest version that was there at a moment. */
final class VersionListing {
    private final Bucket bucket;
    private final Keys keys;
    private final Instant moment;
    private final Map<String, Dated> newest = new HashMap<>();

    VersionListing(Bucket bucket, Keys keys, Instant moment) {
        this.bucket = bucket;
        this.keys = keys;
        this.moment = moment;
    }

    /**
     * A version, or a delete marker when there is none.
     *
     * @param place how far behind the present one in the list, where several have the same time
     */
    private record Dated(Instant time, int place, PastStore.@Nullable Version version) {
        boolean isAfter(Dated other) {
            return time.equals(other.time) ? place < other.place : time.isAfter(other.time);
        }
    }

    Map<String, PastStore.Version> collect() throws IOException {
        Set<String> marks = new HashSet<>();
        ListObjectVersionsResponse page = take(bucket.versions(keys.prefix(), null, null));
        while (Boolean.TRUE.equals(page.isTruncated())) {
            if (!marks.add(page.nextKeyMarker() + "\n" + page.nextVersionIdMarker())) {
                throw new IOException("Could not list the versions in the bucket " + bucket.name()
                        + ": the service gives the same page again and again");
            }
            page = take(bucket.versions(keys.prefix(), page.nextKeyMarker(), page.nextVersionIdMarker()));
        }
        Map<String, PastStore.Version> there = new HashMap<>();
        newest.forEach((name, dated) -> {
            if (dated.version != null) {
                there.put(name, dated.version);
            }
        });
        return there;
    }

    private ListObjectVersionsResponse take(ListObjectVersionsResponse page) throws IOException {
        if (page.isTruncated() == null) {
            throw new IOException(
                    "Could not list the versions in the bucket " + bucket.name() + ": the answer is not whole");
        }
        int place = 0;
        for (DeleteMarkerEntry marker : page.deleteMarkers()) {
            // A marker and a version of one second: the one that is the latest today is the newer one.
            take(marker.key(), new Dated(marker.lastModified(), rank(marker.isLatest(), place++), null));
        }
        for (ObjectVersion version : page.versions()) {
            PastStore.Version content = new PastStore.Version(version.versionId(), version.size());
            take(version.key(), new Dated(version.lastModified(), rank(version.isLatest(), place++), content));
        }
        return page;
    }

    private static int rank(@Nullable Boolean latest, int place) {
        return Boolean.TRUE.equals(latest) ? -1 : place;
    }

    private void take(String key, Dated found) {
        if (!found.time.isAfter(moment)) {
            keys.name(key).ifPresent(name -> newest.merge(name, found, (old, now) -> now.isAfter(old) ? now : old));
        }
    }
}
