package io.backup4j.stress;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Lets threads through one after the other, as many as are granted. Safe for use by several threads. */
final class Turnstile implements PacedStore.Pace {
    private static final long MOST_MILLIS = 60_000;

    private int granted;
    private int waiting;
    private boolean stopsBeforeDecisions;
    private boolean broken;
    private boolean breaksAfterCall;
    private boolean ended = true;

    synchronized void begin() {
        ended = false;
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Lets so many through, or those up to the next one that decides something, and waits until the next one stands there; returns whether there
     * is none, because the work has ended.
     */
    synchronized boolean advance(int calls, boolean toDecision) throws InterruptedException {
        granted = calls;
        stopsBeforeDecisions = toDecision;
        notifyAll();
        long deadline = System.currentTimeMillis() + MOST_MILLIS;
        while (!ended && (granted > 0 || waiting == 0)) {
            long left = deadline - System.currentTimeMillis();
            if (left <= 0) {
                throw new AssertionError("Neither a call nor the end came within " + MOST_MILLIS + " ms");
            }
            wait(left);
        }
        return ended;
    }

    /** Fails all calls from now on, and waits for nobody. */
    synchronized void abandon() {
        broken = true;
        notifyAll();
    }

    /** Fails all calls from now on, the one that stands there after it has taken effect where that is wanted, and waits for the end. */
    synchronized void breakDown(boolean afterCall) throws InterruptedException {
        breaksAfterCall = afterCall;
        broken = !afterCall;
        advance(Integer.MAX_VALUE, false);
    }

    @Override
    public synchronized void before(boolean decides) throws IOException {
        if (decides && stopsBeforeDecisions) {
            granted = 0;
        }
        waiting++;
        notifyAll();
        try {
            while (granted == 0 && !broken) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted at the turnstile");
        } finally {
            waiting--;
        }
        requireWhole();
        granted--;
        // Another thread of the same engine may stand here already, and this one may not come back.
        notifyAll();
    }

    @Override
    public synchronized void after() throws IOException {
        broken |= breaksAfterCall;
        requireWhole();
    }

    private void requireWhole() throws IOException {
        if (broken) {
            throw new IOException("The process is dead");
        }
    }
}
