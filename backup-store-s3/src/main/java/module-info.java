/** A store in a bucket of Amazon S3 or of a service that speaks its protocol. */
// The digit belongs to the name of the service.
@SuppressWarnings("module")
module io.backup4j.store.s3 {
    requires transitive io.backup4j.api;
    requires transitive software.amazon.awssdk.auth;
    requires transitive software.amazon.awssdk.services.s3;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.apache5;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.profiles;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries;
    requires software.amazon.awssdk.retries.api;
    requires software.amazon.awssdk.utils;
    requires static org.jspecify;

    exports io.backup4j.store.s3;
}
