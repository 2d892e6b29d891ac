package io.backup4j.api;

/** No key slot opens with the password, key file or key provider that was given. */
public final class WrongKeyException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public WrongKeyException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public WrongKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
