package io.backup4j.api;

/**
 * A target is in the way, cannot be written to or has not enough space; what was there before is untouched unless the
 * message says so.
 */
public final class TargetException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public TargetException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
