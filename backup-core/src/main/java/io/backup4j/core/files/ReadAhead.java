package io.backup4j.core.files;

import java.io.Closeable;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few threads do the steps of a walk before they are needed, the nearest first. Whoever needs a step that nobody
 * has begun does it alone, so the walk never waits for a thread to become free.
 */
final class ReadAhead implements Closeable {
    /** Entries found and not yet asked for, about 5 MB; more would be no faster. */
    private static final int LIMIT = 8_192;

    private final List<Thread> threads = new ArrayList<>();
    private final PriorityQueue<Step> waiting = new PriorityQueue<>();
    private int ahead;
    private boolean isClosed;

    ReadAhead(int threads) {
        try {
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(this::runSteps, "backup4j-walk-" + i);
                thread.setDaemon(true);
                thread.start();
                this.threads.add(thread);
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /**
     * Returns what {@code step} found; asked once for each step.
     *
     * @throws IllegalStateException when the step failed, whichever thread did it; an {@link Error} comes as it is
     */
    List<Item> take(Step step) throws InterruptedIOException {
        if (!tryBegin(step)) {
            awaitDone(step);
        } else {
            run(step, false);
        }
        if (step.failure instanceof Error error) {
            throw error;
        }
        if (step.failure != null) {
            throw new IllegalStateException("The walk of the tree failed", step.failure);
        }
        List<Item> found = step.found;
        // The walk keeps the step for as long as it is in the directory above; all that lies below must not stay with
        // it.
        step.found = List.of();
        return found;
    }

    /** Ends the threads and waits for them, so that nothing is open any more afterwards. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            waiting.clear();
            notifyAll();
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= joined(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean joined(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void runSteps() {
        Step step = nextAhead();
        while (step != null) {
            run(step, true);
            step = nextAhead();
        }
    }

    private synchronized @Nullable Step nextAhead() {
        try {
            while (!isClosed) {
                Step step = ahead < LIMIT ? waiting.poll() : null;
                if (step == null) {
                    wait();
                } else if (tryBegin(step)) {
                    return step;
                }
            }
        } catch (InterruptedException e) {
            // Nobody else has these threads; whoever does it all the same wants them to end.
            isClosed = true;
        }
        return null;
    }

    private synchronized boolean tryBegin(Step step) {
        boolean isFirst = step.state == Step.State.WAITING;
        if (isFirst) {
            step.state = Step.State.RUNNING;
        }
        return isFirst;
    }

    private void run(Step step, boolean isAhead) {
        List<Item> found = List.of();
        @Nullable Throwable failure = null;
        try {
            found = step.work();
        } catch (Throwable e) {
            // Whoever waits for the step is told; a step that is never done would be waited for without end.
            failure = e;
        }
        done(step, found, failure, isAhead);
    }

    private synchronized void done(Step step, List<Item> found, @Nullable Throwable failure, boolean isAhead) {
        step.state = Step.State.DONE;
        step.found = found;
        step.failure = failure;
        step.isAhead = isAhead;
        ahead += isAhead ? found.size() : 0;
        notifyAll();
        if (!isClosed) {
            found.forEach(this::offer);
        }
    }

    private void offer(Item item) {
        if (item instanceof Item.Node node && node.inside() != null) {
            waiting.add(node.inside());
        } else if (item instanceof Item.More more) {
            waiting.add(more.step());
        }
    }

    private synchronized void awaitDone(Step step) throws InterruptedIOException {
        while (step.state != Step.State.DONE) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while walking the tree");
            }
        }
        ahead -= step.isAhead ? step.found.size() : 0;
        notifyAll();
    }
}
