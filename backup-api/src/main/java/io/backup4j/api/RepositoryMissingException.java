package io.backup4j.api;

/** There is no repository in the store. */
public final class RepositoryMissingException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public RepositoryMissingException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public RepositoryMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
