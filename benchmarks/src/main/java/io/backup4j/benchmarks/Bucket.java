package io.backup4j.benchmarks;

import java.net.URI;

/**
 * A bucket in which repositories are made, whose keys stand in the environment as {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}.
 *
 * @param endpoint address of the server
 * @param name the bucket, which is there
 */
record Bucket(String endpoint, String name) {
    /** Reads {@code http://host:port/bucket}. */
    static Bucket parse(String url) {
        try {
            URI uri = URI.create(url);
            String path = uri.getPath();
            if (uri.getHost() != null && path != null && path.matches("/[a-z0-9.-]+")) {
                return new Bucket(uri.getScheme() + "://" + uri.getAuthority(), path.substring(1));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException("--s3 takes the URL of a bucket, not '" + url + "': " + e.getMessage());
        }
        throw new UsageException(
                "--s3 takes the URL of a bucket, such as http://127.0.0.1:9000/bucket, not '" + url + "'");
    }

    /** Returns how this project's command line names a place in it. */
    String forBackup4j(String prefix) {
        return "s3://" + name + "/" + prefix + "?region=us-east-1&endpoint=" + endpoint;
    }

    /** Returns how restic names a place in it. */
    String forRestic(String prefix) {
        return "s3:" + endpoint + "/" + name + "/" + prefix;
    }
}
