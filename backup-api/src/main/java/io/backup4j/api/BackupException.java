package io.backup4j.api;

/**
 * An operation failed. Nothing that was stored before has been harmed. The subclasses are those that an application can
 * treat differently.
 */
public abstract class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
