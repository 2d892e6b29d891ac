package io.backup4j.store.s3;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** How often the client tries again in tests, without waiting. */
final class Retries {
    private Retries() {}

    static RetryStrategy atOnce() {
        return strategy(4);
    }

    static RetryStrategy none() {
        return strategy(1);
    }

    private static RetryStrategy strategy(int attempts) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .circuitBreakerEnabled(false)
                .build();
    }
}
