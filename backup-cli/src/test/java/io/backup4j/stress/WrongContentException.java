package io.backup4j.stress;

/** A repository says something that is not true. */
final class WrongContentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongContentException(String message) {
        super(message);
    }
}
