package io.backup4j.store.gdrive;

import java.io.IOException;

/**
 * Makes requests again that failed and may succeed. All of them may be repeated: what is created has an id beforehand, so that
 * creating it twice creates it once. Safe for use by several threads.
 */
final class Requests {
    private final Pace pace;
    private final int attempts;
    private final String location;

    Requests(Pace pace, int attempts, String location) {
        this.pace = pace;
        this.attempts = attempts;
        this.location = location;
    }

    /** One request, and what it gives. */
    @FunctionalInterface
    interface Request<T> {
        T send() throws IOException;
    }

    <T> T run(Verb.Errand errand, Request<T> request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                pace.await();
                return request.send();
            } catch (IOException e) {
                if (attempt == attempts || !Failure.mayPass(e)) {
                    throw Failure.of(errand, location, e);
                }
                rest(attempt, e);
            }
        }
    }

    private void rest(int attempt, IOException failure) throws IOException {
        if (Failure.isTooFast(failure)) {
            pace.slowDown(attempt);
        } else {
            pace.rest(attempt);
        }
    }
}
