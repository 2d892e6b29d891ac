package io.backup4j.core.store;

import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.ObjectUnreadableException;
import io.backup4j.api.StoreRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How often something is tried and how long is waited between.
 *
 * @param attempts at most
 * @param chance gives 0 to 1, so that many who failed together do not come back together
 * @param pause how to wait
 */
record Patience(int attempts, DoubleSupplier chance, Pause pause) {
    private static final long FIRST_NANOS = 1_000_000_000L;
    private static final int MOST_DOUBLINGS = 6;
    private static final long MOST_NANOS = 60 * FIRST_NANOS;

    Patience {
        if (attempts < 1 || attempts > 100) {
            throw new IllegalArgumentException("Attempts outside 1 to 100: " + attempts);
        }
    }

    static Patience of(int attempts) {
        return new Patience(attempts, () -> ThreadLocalRandom.current().nextDouble(), Pause.real());
    }

    void attempt(StoreCall call) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                call.run();
                return;
            } catch (IOException e) {
                rest(attempt, e);
            }
        }
    }

    /** Waits after the attempt of that number, or throws what it failed with when there is nothing more to try. */
    void rest(int attempt, IOException failure) throws IOException {
        if (attempt >= attempts || isFinal(failure)) {
            throw failure;
        }
        long most = Math.min(MOST_NANOS, FIRST_NANOS << Math.min(attempt - 1, MOST_DOUBLINGS));
        try {
            pause.nanos((long) (most * (0.5 + chance.getAsDouble() / 2)));
        } catch (InterruptedIOException e) {
            e.addSuppressed(failure);
            throw e;
        }
    }

    private static boolean isFinal(IOException failure) {
        return failure instanceof ObjectExistsException
                || failure instanceof ObjectMissingException
                || failure instanceof ObjectUnreadableException
                || failure instanceof StoreRefusedException
                || failure instanceof InterruptedIOException;
    }
}
