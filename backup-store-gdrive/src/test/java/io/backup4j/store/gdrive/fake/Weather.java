package io.backup4j.store.gdrive.fake;

/** What becomes of a request. */
@FunctionalInterface
public interface Weather {
    /** Everything is answered as it should be. */
    Weather FINE = (line, number) -> Event.PASS;

    /**
     * Decides.
     *
     * @param line the method, and the path behind {@code /drive/v3/}; {@code upload} or {@code download} before it
     * @param number of the request since the last {@link FakeDrive#clear}, counted from 1
     */
    Event play(String line, int number);

    /**
     * What happens.
     *
     * @param status of the answer; 0 for none
     * @param reason that it gives
     * @param after whether the request takes effect all the same
     */
    record Event(int status, String reason, boolean after) {
        /** It is answered as it should be. */
        public static final Event PASS = new Event(0, "", false);

        /** The connection ends before the request has arrived. */
        public static final Event CUT_BEFORE = new Event(0, "cut", false);

        /** The request takes effect, and the connection ends before the answer. */
        public static final Event CUT_AFTER = new Event(0, "cut", true);

        /** The answer begins and is cut off in its middle. */
        public static final Event CUT_WITHIN = new Event(0, "half", true);

        /** Returns an answer that refuses. */
        public static Event refuse(int status, String reason) {
            return new Event(status, reason, false);
        }
    }
}
