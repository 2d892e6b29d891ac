package io.backup4j.cli;

import io.backup4j.api.BackupStore;
import io.backup4j.core.store.RetryingStore;
import io.backup4j.store.s3.ChecksumMode;
import io.backup4j.store.s3.S3Encryption;
import io.backup4j.store.s3.S3Options;
import io.backup4j.store.s3.S3Store;
import io.backup4j.store.s3.S3StoreBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** A bucket: {@code s3://bucket/prefix?option=value&...}. Credentials are found as by any program that uses the service's SDK. */
final class S3Scheme implements StoreUrls.Scheme {
    /** A stream that breaks is opened again so often; requests the client repeats by itself. */
    private static final int ATTEMPTS = 5;

    private static final List<String> OPTIONS = List.of(
            "region",
            "endpoint",
            "path-style",
            "profile",
            "checksums",
            "storage-class",
            "kms-key",
            "requester-pays",
            "as-of");

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public String form() {
        return "s3://bucket/prefix";
    }

    @Override
    public BackupStore open(String rest, Surroundings surroundings) {
        UrlQuery query = UrlQuery.of(rest, OPTIONS);
        String place = query.path();
        if (!place.startsWith("//") || place.length() == 2 || place.startsWith("///")) {
            throw new UsageException("Not a bucket: s3:" + place + " (write s3://bucket/prefix)");
        }
        String[] parts = place.substring(2).split("/", 2);
        try {
            S3Store store = builder(parts[0], query)
                    .options(options(parts.length == 1 ? "" : parts[1], query))
                    .open();
            return RetryingStore.over(asOf(store, query), ATTEMPTS);
        } catch (IllegalArgumentException | DateTimeParseException refused) {
            throw new UsageException("Not a store: s3:" + place + ": " + refused.getMessage());
        }
    }

    private static S3StoreBuilder builder(String bucket, UrlQuery query) {
        S3StoreBuilder builder = S3Store.builder(bucket);
        query.get("region").ifPresent(builder::region);
        query.get("profile").ifPresent(builder::profile);
        Optional<String> endpoint = query.get("endpoint");
        endpoint.map(URI::create).ifPresent(builder::endpoint);
        if (query.flag("path-style", endpoint.isPresent())) {
            builder.pathStyle();
        }
        return builder;
    }

    private static S3Options options(String prefix, UrlQuery query) {
        S3Options options = S3Options.defaults()
                .withPrefix(prefix)
                .withStorageClass(query.get("storage-class").orElse(""))
                .withChecksums(query.get("checksums").map(S3Scheme::checksums).orElse(ChecksumMode.HEADER))
                .withEncryption(query.get("kms-key").map(S3Encryption::kms).orElse(S3Encryption.ofBucket()));
        return query.flag("requester-pays", false) ? options.withRequesterPays() : options;
    }

    private static BackupStore asOf(S3Store store, UrlQuery query) {
        return query.get("as-of")
                .<BackupStore>map(moment -> store.asOf(Instant.parse(moment)))
                .orElse(store);
    }

    private static ChecksumMode checksums(String word) {
        return switch (word) {
            case "header" -> ChecksumMode.HEADER;
            case "trailer" -> ChecksumMode.TRAILER;
            case "required-only" -> ChecksumMode.REQUIRED_ONLY;
            default ->
                throw new UsageException("Not a kind of checksums: " + word + " (header, trailer or required-only)");
        };
    }
}
