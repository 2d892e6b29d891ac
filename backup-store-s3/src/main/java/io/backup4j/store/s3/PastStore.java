package io.backup4j.store.s3;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectNames;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** A store as it was at a moment. Looks once which versions those were, because the past does not change. */
final class PastStore implements BackupStore {
    private final S3Store present;
    private final Bucket bucket;
    private final Keys keys;
    private final Instant moment;
    private @Nullable Map<String, Version> versions;

    PastStore(S3Store present, Bucket bucket, Keys keys, Instant moment) {
        this.present = present;
        this.bucket = bucket;
        this.keys = keys;
        this.moment = moment;
    }

    /** What a name stood for. */
    record Version(String id, long size) {}

    @Override
    public String location() {
        return present.location() + " as of " + moment;
    }

    @Override
    public void put(String name, ObjectBody body) throws IOException {
        ObjectNames.check(name);
        throw readOnly("store " + name + " in");
    }

    @Override
    public InputStream read(String name, long offset, long length) throws IOException {
        ObjectNames.check(name);
        Version version = versions().get(name);
        if (version == null) {
            throw new ObjectMissingException(location(), name);
        }
        return present.read(name, version.id(), offset, length);
    }

    @Override
    public void list(String prefix, Consumer<? super StoredObject> visitor) throws IOException {
        ObjectNames.checkPrefix(prefix);
        versions().forEach((name, version) -> {
            if (name.startsWith(prefix)) {
                visitor.accept(new StoredObject(name, version.size()));
            }
        });
    }

    @Override
    public void delete(String name) throws IOException {
        ObjectNames.check(name);
        throw readOnly("delete " + name + " from");
    }

    /** Does nothing: the client belongs to the store of the present. */
    @Override
    public void close() {}

    private synchronized Map<String, Version> versions() throws IOException {
        if (versions == null) {
            try {
                versions = new VersionListing(bucket, keys, moment).collect();
            } catch (SdkException e) {
                throw Failure.of(Verb.LIST, "versions", present.location(), e);
            }
        }
        return versions;
    }

    private IOException readOnly(String action) {
        return new IOException("Could not " + action + " " + location() + ": the past cannot be changed");
    }
}
