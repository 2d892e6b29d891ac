package io.backup4j.store.s3;

import io.backup4j.api.StoreRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what went wrong, where, and what to do. */
final class Failure {
    /** What arrived is not what was sent, or not all of it: sent once more it may arrive whole. */
    private static final Set<String> DAMAGED_ON_THE_WAY =
            Set.of("BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch", "IncompleteBody");

    private Failure() {}

    static IOException of(Verb verb, String name, String location, SdkException cause) {
        String action = "Could not " + verb.of(name) + " " + location + ": ";
        if (cause instanceof AbortedException) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException(action + "interrupted");
            interrupted.initCause(cause);
            return interrupted;
        }
        if (cause instanceof S3Exception refused) {
            String text = action + answer(verb, refused);
            return isForGood(refused) ? new StoreRefusedException(text, cause) : new IOException(text, cause);
        }
        return new IOException(action + noAnswer(cause), cause);
    }

    /** An object was sent, and the look at it is answered with a refusal: it may be stored, so this is no refusal to store. */
    static IOException unseen(String key, String bucket, S3Exception cause) {
        return new IOException(
                "Sent " + key + " to the bucket " + bucket + ", and could not see whether it is stored: "
                        + answer(Verb.READ, cause),
                cause);
    }

    /** Statuses of the client's fault, but for those that ask to come again. */
    private static boolean isForGood(S3Exception refused) {
        if (code(refused).equals("RequestTimeout") || DAMAGED_ON_THE_WAY.contains(code(refused))) {
            return false;
        }
        int status = refused.statusCode();
        return status >= 300 && status < 500 && status != 408 && status != 409 && status != 429;
    }

    /** The service's own word for what went wrong; empty where it gave none, as in an answer to HEAD. */
    static String code(S3Exception refused) {
        return details(refused).map(AwsErrorDetails::errorCode).orElse("");
    }

    private static String answer(Verb verb, S3Exception refused) {
        String code = code(refused);
        String said = details(refused).map(AwsErrorDetails::errorMessage).orElse("");
        return "the service answered " + refused.statusCode()
                + (code.isEmpty() ? "" : " " + code)
                + (said.isEmpty() ? "" : " (" + said + ")")
                + advice(verb, refused, code);
    }

    private static String advice(Verb verb, S3Exception refused, String code) {
        Optional<String> region = header(refused, "x-amz-bucket-region");
        return switch (code) {
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" -> "; check the access key and its secret";
            case "ExpiredToken", "InvalidToken" -> "; get new credentials";
            case "RequestTimeTooSkewed" -> "; set the clock of this machine";
            case "NoSuchBucket" -> "; create the bucket, or check its name and region";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "; the bucket is in " + region.map(name -> "the region " + name).orElse("another region") + ": name it";
            case "InvalidObjectState" -> "; the object is archived: restore it in the bucket first";
            case "SlowDown", "Throttling", "TooManyRequests", "ServiceUnavailable" ->
                "; the service is busy: try later, or with fewer at once";
            default -> byStatus(verb, refused.statusCode(), region);
        };
    }

    private static String byStatus(Verb verb, int status, Optional<String> region) {
        return switch (status) {
            case 301, 307 ->
                "; the bucket is in " + region.map(name -> "the region " + name).orElse("another region") + ": name it";
            case 401, 403 -> "; check the credentials, and that they have the right " + verb.right();
            default -> "";
        };
    }

    private static String noAnswer(SdkException cause) {
        if (cause instanceof ApiCallAttemptTimeoutException) {
            return "the connection made no progress and was given up; check the network, or allow more time";
        }
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String said = String.valueOf(cause.getMessage());
        String last = String.valueOf(deepest.getMessage());
        return (said.contains(last) ? said : said + ", " + deepest.getClass().getSimpleName() + " " + last);
    }

    private static Optional<AwsErrorDetails> details(S3Exception refused) {
        return Optional.ofNullable(refused.awsErrorDetails());
    }

    private static Optional<String> header(S3Exception refused, String name) {
        return details(refused)
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap((SdkHttpResponse response) -> response.firstMatchingHeader(name));
    }
}
