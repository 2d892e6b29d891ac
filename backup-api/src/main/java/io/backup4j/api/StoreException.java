package io.backup4j.api;

/** The store failed: cannot be reached, refuses, is full. */
public final class StoreException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
