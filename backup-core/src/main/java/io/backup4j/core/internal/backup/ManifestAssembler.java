package io.backup4j.core.internal.backup;

import io.backup4j.core.internal.manifest.ManifestWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts what the workers have done back in the order of the entries and writes the manifest. Whoever delivers what was
 * waited for writes everything that is ready.
 */
final class ManifestAssembler {
    /** Units that may be ahead of the one waited for; bounds what is held. */
    private static final int WINDOW = 64;

    private final ManifestWriter manifest;
    private final Map<Long, Result> waiting = new HashMap<>();
    private long next;
    private boolean abandoned;

    ManifestAssembler(ManifestWriter manifest) {
        this.manifest = manifest;
    }

    /** What came of a unit. Written under the assembler's lock, in order. */
    @FunctionalInterface
    interface Result {
        /** Adds the entries that are complete now. */
        void writeTo(ManifestWriter manifest);
    }

    /** Takes the result of a unit; waits while it is too far ahead of the others. */
    synchronized void deliver(long sequence, Result result) throws InterruptedException {
        while (sequence >= next + WINDOW && !abandoned) {
            wait();
        }
        waiting.put(sequence, result);
        for (Result ready = waiting.remove(next); ready != null && !abandoned; ready = waiting.remove(next)) {
            ready.writeTo(manifest);
            next++;
        }
        notifyAll();
    }

    /** Lets everybody go who waits, because the run has failed. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }
}
