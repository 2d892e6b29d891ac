package io.backup4j.cli;

/** The command could not be done, and the message says all there is to say: ends with {@link ExitCodes#FAILED}. */
final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FailureException(String message) {
        super(message);
    }

    FailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
