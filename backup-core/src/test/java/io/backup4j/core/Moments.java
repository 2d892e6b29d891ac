package io.backup4j.core;

import java.util.concurrent.atomic.AtomicInteger;

/** What happens in a run, counted from 1; at one moment something is done. Safe for use by several threads. */
final class Moments {
    private final int chosen;
    private final Runnable action;
    private final AtomicInteger passed = new AtomicInteger();
    private volatile boolean begun;

    /** @param chosen the moment at which {@code action} is done; 0 for never */
    Moments(int chosen, Runnable action) {
        this.chosen = chosen;
        this.action = action;
    }

    /** Counts from now on. */
    void begin() {
        begun = true;
    }

    void pass() {
        if (begun && passed.incrementAndGet() == chosen) {
            action.run();
        }
    }

    int passed() {
        return passed.get();
    }
}
