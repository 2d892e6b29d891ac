package io.backup4j.store.gdrive;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The time that Drive takes until its listings show what was created.
 *
 * @param most how long is waited for it
 */
record Settling(Pace pace, Duration most) {
    /** A look at a listing, which gives something when it shows what was created. */
    @FunctionalInterface
    interface Look<T> {
        Optional<T> look() throws IOException;
    }

    /**
     * Looks until there is something to see.
     *
     * @throws IOException when there is not in the time that is allowed
     */
    <T> T await(Verb.Errand errand, Look<T> look) throws IOException {
        long left = most.toNanos();
        for (int times = 1; ; times++) {
            Optional<T> seen = look.look();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (left <= 0) {
                throw new IOException("Could not " + errand + " Drive: its list does not show what was created, after "
                        + most + " still; it may appear later. Allow more time");
            }
            left -= pace.glance(times);
        }
    }
}
