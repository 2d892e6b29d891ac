package io.backup4j.api;

/** There already is a repository in the store. */
public final class RepositoryExistsException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public RepositoryExistsException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public RepositoryExistsException(String message, Throwable cause) {
        super(message, cause);
    }
}
