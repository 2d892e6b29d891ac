package io.backup4j.store.gdrive;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** A way to wait; passed in, so that no test has to. */
@FunctionalInterface
interface Pause {
    /**
     * Waits.
     *
     * @throws InterruptedIOException when the thread is interrupted, which it then still is
     */
    void nanos(long nanos) throws InterruptedIOException;

    static Pause real() {
        return nanos -> {
            try {
                TimeUnit.NANOSECONDS.sleep(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while waiting");
            }
        };
    }
}
