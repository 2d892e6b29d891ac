package io.backup4j.api;

/** The life of a run. The last three are final. */
public enum RunState {
    /** Waiting to begin. */
    PENDING,
    /** Going on. */
    RUNNING,
    /** Ended with a result. */
    COMPLETED,
    /** Ended with an exception. */
    FAILED,
    /** Ended because somebody asked for it; nothing was written afterwards. */
    CANCELLED
}
