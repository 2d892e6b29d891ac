package io.backup4j.api;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a run has come.
 *
 * @param phase what it is doing
 * @param entriesDone entries dealt with
 * @param entriesTotal entries to deal with, {@link #UNKNOWN} while nobody knows; a backup expects as many as the one before
 *     had, so more can be done than that
 * @param bytesDone bytes of content dealt with
 * @param bytesTotal bytes of content to deal with, likewise
 * @param elapsed since the run began
 */
public record Progress(
        Phase phase, long entriesDone, long entriesTotal, long bytesDone, long bytesTotal, Duration elapsed) {
    /** A total that is not known yet. */
    public static final long UNKNOWN = -1;

    /** What a run is doing. */
    public enum Phase {
        /** Waiting to begin. */
        PENDING,
        /** Reading what the repository holds. */
        OPENING,
        /** Finding out what there is to do. */
        PLANNING,
        /** Moving content. */
        TRANSFERRING,
        /** Making the result durable. */
        COMMITTING,
        /** Over, with or without success. */
        FINISHED
    }

    /** Returns bytes a second since the run began, 0 at the start. */
    public long bytesPerSecond() {
        long millis = elapsed.toMillis();
        return millis == 0 ? 0 : Math.round(bytesDone * 1000.0 / millis);
    }

    /** Returns the estimated seconds to the end, when there is a ground for an estimate. */
    public OptionalLong secondsLeft() {
        long rate = bytesPerSecond();
        boolean known = bytesTotal != UNKNOWN && rate > 0;
        return known ? OptionalLong.of(Math.max(0, bytesTotal - bytesDone) / rate) : OptionalLong.empty();
    }
}
