package io.backup4j.api;

/** A source could not be opened or its walk could not go on; no restore point was made. */
public final class SourceException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public SourceException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
