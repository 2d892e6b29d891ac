package io.backup4j.examples.quickstart;

/** Something was not as the tour said. */
final class TourException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TourException(String message) {
        super(message);
    }

    /** Throws unless {@code isTrue}. */
    static void require(boolean isTrue, String expectation) {
        if (!isTrue) {
            throw new TourException("Not as it should be: " + expectation);
        }
    }
}
