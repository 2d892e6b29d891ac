package io.backup4j.api;

/** The repository is older or newer than this version can read; the message says which and what to do. */
public final class UnsupportedFormatException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public UnsupportedFormatException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public UnsupportedFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
