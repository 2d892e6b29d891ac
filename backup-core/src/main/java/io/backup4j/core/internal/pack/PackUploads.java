package io.backup4j.core.internal.pack;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.core.internal.run.DaemonThreads;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Puts packs into the store in the background: as many at the same time as wait for it. A store that is slow to answer is
 * so asked for more at once, up to as many packs as there is memory for; for a fast one a thread or two are enough. Safe
 * for use by several threads.
 */
final class PackUploads {
    private final BackupStore store;
    private final ExecutorService threads = Executors.newCachedThreadPool(new DaemonThreads("backup4j-upload"));

    PackUploads(BackupStore store) {
        this.store = store;
    }

    /** What becomes of an upload; told by the thread that did it. */
    interface Outcome {
        void stored();

        void failed(String message, Throwable cause);
    }

    void start(String name, PackBody body, Outcome outcome) {
        threads.execute(() -> upload(name, body, outcome));
    }

    /** Begins no further upload and interrupts those under way. Does not wait for them. */
    void stop() {
        threads.shutdownNow();
    }

    /** Waits until no upload is under way; returns whether that has been reached. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(seconds, TimeUnit.SECONDS);
    }

    private void upload(String name, PackBody body, Outcome outcome) {
        try {
            body.fillCheck();
            store.put(name, body);
            // In here, because whoever finishes waits for each upload until he is told of it.
            outcome.stored();
        } catch (ObjectExistsException e) {
            outcome.failed(
                    "Storing pack " + name
                            + " failed: an object of this name, which was drawn at random a moment ago, is"
                            + " already in " + store.location() + ". Either the store tells of a failure after it has"
                            + " stored an object, or somebody else writes with the same random numbers; neither is safe."
                            + " Run the backup again; what was stored is used then",
                    e);
        } catch (IOException | RuntimeException | Error e) {
            outcome.failed(
                    "Storing pack " + name + " of " + body.length() + " bytes in " + store.location() + " failed: "
                            + e.getMessage() + ". Run the backup again; what was stored is used then",
                    e);
        }
    }
}
