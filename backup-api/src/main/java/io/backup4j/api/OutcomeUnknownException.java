package io.backup4j.api;

/** Nobody can tell whether the last step took effect; the message says what not to do and how to find out. */
public final class OutcomeUnknownException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public OutcomeUnknownException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public OutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
