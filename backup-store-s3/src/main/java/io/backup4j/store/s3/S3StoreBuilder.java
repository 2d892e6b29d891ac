package io.backup4j.store.s3;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Makes a store with a client of its own, for the common case. Where it does not fit, make an {@code S3Client} and use {@link
 * S3Store#of}. One thread at a time.
 */
public final class S3StoreBuilder {
    private static final int MOST_ATTEMPTS = 8;
    private static final int MOST_CONNECTIONS = 64;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String bucket;
    private @Nullable Region region;
    private @Nullable URI endpoint;
    private boolean pathStyle;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable String profile;
    private S3Options options = S3Options.defaults();
    private RetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(MOST_ATTEMPTS)
            .build();
    private Clock clock = Clock.systemUTC();

    S3StoreBuilder(String bucket) {
        this.bucket = bucket;
    }

    /** Sets the region; without it that of the environment or of the profile is used. */
    public S3StoreBuilder region(String newRegion) {
        this.region = Region.of(newRegion);
        return this;
    }

    /** Sets the address of a service that is not Amazon's. */
    public S3StoreBuilder endpoint(URI newEndpoint) {
        this.endpoint = newEndpoint;
        return this;
    }

    /** Puts the bucket into the path of the address and not into the name of the host, as most services want that are not Amazon's. */
    public S3StoreBuilder pathStyle() {
        this.pathStyle = true;
        return this;
    }

    /** Sets where credentials come from; without it the usual places are searched: environment, profile, the machine's role. */
    public S3StoreBuilder credentials(AwsCredentialsProvider newCredentials) {
        this.credentials = newCredentials;
        return this;
    }

    /**
     * Takes credentials and region from a profile of the files in {@code ~/.aws}, or of those that {@code AWS_CONFIG_FILE} and {@code
     * AWS_SHARED_CREDENTIALS_FILE} name, whatever else the environment says; a region that the profile does not name is looked for in the
     * usual places. What {@link #credentials} and {@link #region} set counts before it.
     */
    public S3StoreBuilder profile(String newProfile) {
        this.profile = newProfile;
        return this;
    }

    /** Sets how the store works in its bucket. */
    public S3StoreBuilder options(S3Options newOptions) {
        this.options = newOptions;
        return this;
    }

    S3StoreBuilder retries(RetryStrategy newRetries) {
        this.retries = newRetries;
        return this;
    }

    S3StoreBuilder clock(Clock newClock) {
        this.clock = newClock;
        return this;
    }

    /**
     * Returns the store; closing it closes its client. No request is sent yet.
     *
     * @throws IllegalArgumentException when there is no such profile, or no region is known
     */
    public S3Store open() {
        return new S3Store(client(), bucket, options, true, clock);
    }

    private S3Client client() {
        if (profile != null) {
            requireProfile(profile);
        }
        boolean required = options.checksums() == ChecksumMode.REQUIRED_ONLY;
        S3ClientBuilder builder = S3Client.builder()
                .region(knownRegion())
                .credentialsProvider(knownCredentials())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(options.stallTimeout())
                        .tcpKeepAlive(true)
                        .maxConnections(MOST_CONNECTIONS))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle)
                        .chunkedEncodingEnabled(options.checksums() == ChecksumMode.TRAILER)
                        .build())
                .requestChecksumCalculation(
                        required ? RequestChecksumCalculation.WHEN_REQUIRED : RequestChecksumCalculation.WHEN_SUPPORTED)
                .responseChecksumValidation(
                        required ? ResponseChecksumValidation.WHEN_REQUIRED : ResponseChecksumValidation.WHEN_SUPPORTED)
                .overrideConfiguration(all -> all.retryStrategy(retries));
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }

    private AwsCredentialsProvider knownCredentials() {
        if (credentials != null) {
            return credentials;
        }
        return profile == null
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(profile);
    }

    private void requireProfile(String name) {
        if (ProfileFile.defaultProfileFile().profile(name).isEmpty()) {
            throw new IllegalArgumentException("Could not open the bucket " + bucket + ": there is no profile " + name
                    + " in " + ProfileFileLocation.configurationFilePath() + " and "
                    + ProfileFileLocation.credentialsFilePath() + "; add it there, or name another one");
        }
    }

    private Region knownRegion() {
        if (region != null) {
            return region;
        }
        try {
            return regions().getRegion();
        } catch (SdkClientException e) {
            if (endpoint != null) {
                // Services that are not Amazon's accept the name of its first region.
                return Region.US_EAST_1;
            }
            throw new IllegalArgumentException(
                    "The region of the bucket " + bucket + " is not known: name it, or set AWS_REGION", e);
        }
    }

    private AwsRegionProvider regions() {
        AwsRegionProvider usual = DefaultAwsRegionProviderChain.builder().build();
        return profile == null ? usual : new AwsRegionProviderChain(new AwsProfileRegionProvider(null, profile), usual);
    }
}
