package io.backup4j.store.gdrive;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import io.backup4j.api.StoreRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Set;

/** What a failed request means: whether it may pass, what went wrong, and what to do. */
final class Failure {
    private static final Set<String> TOO_FAST =
            Set.of("rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded");

    private Failure() {}

    static int status(IOException failure) {
        return failure instanceof HttpResponseException answer ? answer.getStatusCode() : 0;
    }

    /** Drive asks for fewer requests. */
    static boolean isTooFast(IOException failure) {
        return status(failure) == 429 || status(failure) == 403 && TOO_FAST.contains(reason(failure));
    }

    /** The same request may succeed later. */
    static boolean mayPass(IOException failure) {
        if (failure instanceof Retryable token) {
            // The library takes some failures of the token service for refusals.
            return token.isRetryable()
                    || failure.getCause() instanceof HttpResponseException answer && answer.getStatusCode() >= 500;
        }
        if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
            return false;
        }
        int status = status(failure);
        return status == 0 || status == 408 || status >= 500 || isTooFast(failure);
    }

    static IOException of(Verb.Errand errand, String location, IOException cause) {
        String action = "Could not " + errand + " " + location + ": ";
        if (status(cause) != 0) {
            String text = action + answer(errand.verb(), cause);
            return mayPass(cause) ? new IOException(text, cause) : new StoreRefusedException(text, cause);
        }
        if (cause instanceof Retryable && !mayPass(cause)) {
            return new StoreRefusedException(
                    action + "the credentials are no longer accepted (" + cause.getMessage() + "); sign in again",
                    cause);
        }
        if (cause instanceof InterruptedIOException && !mayPass(cause)) {
            InterruptedIOException interrupted = new InterruptedIOException(action + "interrupted");
            interrupted.initCause(cause);
            return interrupted;
        }
        return new IOException(action + cause.getClass().getSimpleName() + " " + cause.getMessage(), cause);
    }

    /** Drive's own word for what went wrong; empty where it gave none. */
    private static String reason(IOException failure) {
        return details(failure)
                .map(GoogleJsonError::getErrors)
                .flatMap(errors -> errors.stream().findFirst())
                .map(GoogleJsonError.ErrorInfo::getReason)
                .orElse("");
    }

    private static Optional<GoogleJsonError> details(IOException failure) {
        return failure instanceof GoogleJsonResponseException answer
                ? Optional.ofNullable(answer.getDetails())
                : Optional.empty();
    }

    private static String answer(Verb verb, IOException cause) {
        String reason = reason(cause);
        String said = details(cause).map(GoogleJsonError::getMessage).orElse("");
        return "Drive answered " + status(cause)
                + (reason.isEmpty() ? "" : " " + reason)
                + (said.isEmpty() ? "" : " (" + said + ")")
                + advice(verb, reason, status(cause));
    }

    private static String advice(Verb verb, String reason, int status) {
        return switch (reason) {
            case "storageQuotaExceeded", "quotaExceeded" ->
                "; the storage is full: remove files and empty the trash, or buy more. A service account has no storage of"
                        + " its own and needs a shared drive";
            case "teamDriveFileLimitExceeded", "numChildrenInNonRootLimitExceeded", "activeItemCreationLimitExceeded" ->
                "; the folder or the drive holds as many files as it may: use another one";
            case "dailyLimitExceeded", "uploadLimitExceeded" ->
                "; the requests or bytes of a day are used up: go on tomorrow";
            case "rateLimitExceeded", "userRateLimitExceeded" ->
                "; Drive is asked too often: try later, or with fewer at once";
            case "accessNotConfigured" -> "; enable the Drive API in the project of the credentials";
            case "cannotDownloadAbusiveFile" -> "; Drive takes the file for malicious: encrypt the repository";
            default -> byStatus(verb, status);
        };
    }

    private static String byStatus(Verb verb, int status) {
        return switch (status) {
            case 401 -> "; the credentials are not accepted: sign in again";
            case 403 -> "; check that the credentials have the right " + verb.right();
            case 404 -> "; check the folder's id, and that the credentials may see it";
            default -> "";
        };
    }
}
