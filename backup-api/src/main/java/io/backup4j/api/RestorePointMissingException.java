package io.backup4j.api;

/** No restore point, or more than one, answers to what was asked for. */
public final class RestorePointMissingException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public RestorePointMissingException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public RestorePointMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
