package io.backup4j.api;

/** The run was cancelled. Nothing has been written since. */
public final class CancelledException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public CancelledException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public CancelledException(String message, Throwable cause) {
        super(message, cause);
    }
}
