package io.backup4j.stress;

/** An engine that does one move after the other and is stopped at each call of its store until it is told to go on. One thread at a time. */
interface Actor extends AutoCloseable {
    /** Begins a move; it stops at the first call. The one before has ended. */
    void begin(Move move) throws Exception;

    /**
     * Lets it make so many calls; returns whether the move has ended.
     *
     * @param toDecision whether it stops earlier, before the next call that others may act on
     */
    boolean advance(int calls, boolean toDecision) throws Exception;

    /** Returns how the move ended. */
    Answer answer();

    /**
     * Kills it in the midst of its move, as power failures do; the next move begins in a new process.
     *
     * @param duringCall whether the call that it stands at takes effect, or may
     */
    void kill(boolean duringCall) throws Exception;

    @Override
    void close();
}
