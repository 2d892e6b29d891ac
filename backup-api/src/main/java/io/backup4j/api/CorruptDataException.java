package io.backup4j.api;

/** Stored bytes are damaged, lost or not what they should be. No wrong byte has been handed on. */
public final class CorruptDataException extends BackupException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public CorruptDataException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public CorruptDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
