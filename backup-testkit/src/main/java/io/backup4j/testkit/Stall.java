package io.backup4j.testkit;

import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A call of a {@link FaultyStore} that waits before it takes effect. Safe for use by several threads. */
public final class Stall {
    private static final long MOST_SECONDS = 60;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Stall() {}

    /**
     * Waits until the call has come.
     *
     * @throws AssertionError when it does not come within a minute
     */
    public void awaitReached() throws InterruptedException {
        if (!reached.await(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The call that was to stall did not come within " + MOST_SECONDS + " s");
        }
    }

    /** Lets the call go on; done before it comes, it will not wait. */
    public void release() {
        released.countDown();
    }

    void hold() throws InterruptedIOException {
        reached.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while stalled");
        }
    }
}
