package io.backup4j.api;

import java.io.IOException;

/**
 * A store refuses what it was asked, and would refuse it again: the credentials lack a right, the place does not exist. Nothing
 * has been changed. Trying again is of no use before somebody has done what the message says.
 */
public final class StoreRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     */
    public StoreRefusedException(String message) {
        super(message);
    }

    /**
     * Creates the exception.
     *
     * @param message what was being done, to which thing, what was found and what to do; no secrets
     * @param cause what it comes from
     */
    public StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
