package io.backup4j.api;

/**
 * Tells that somebody asked a run to stop. Whoever works for a long time asks {@link #isCancelled()} now and then; whoever
 * waits where no question can be asked, for a statement, a program or another machine, has {@link #onCancel} end the wait.
 * Safe for use by several threads.
 */
public interface CancelSignal {
    /** Returns whether the run has been cancelled. */
    boolean isCancelled();

    /**
     * Has {@code action} called once when the run is cancelled, at once when it already is.
     *
     * @param action called by the thread that cancels, which must not be kept waiting; what it throws is logged
     */
    void onCancel(Runnable action);

    /** Returns the signal of what nobody can cancel. */
    static CancelSignal never() {
        return NeverCancelled.INSTANCE;
    }
}
