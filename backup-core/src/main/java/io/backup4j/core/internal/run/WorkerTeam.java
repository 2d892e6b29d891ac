package io.backup4j.core.internal.run;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** Threads that do one piece of work together. One thread at a time gives them work. */
public final class WorkerTeam implements AutoCloseable {
    private final ExecutorService threads;
    private final int size;

    /** Makes {@code size} threads called {@code name} and a number. */
    public WorkerTeam(String name, int size) {
        this(size, new DaemonThreads(name));
    }

    WorkerTeam(int size, ThreadFactory factory) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size, factory);
    }

    /** A part of the work. */
    @FunctionalInterface
    public interface Task {
        /** Does it. */
        void run() throws Exception;
    }

    /** Returns how many threads there are. */
    public int size() {
        return size;
    }

    /**
     * Has the threads do all tasks and waits until every one has ended, whatever happens.
     *
     * @param onFailure called when a task fails, so that the others can be told to stop
     * @throws Exception the first failure
     */
    public void runAll(List<? extends Task> tasks, Runnable onFailure) throws Exception {
        CompletionService<Boolean> running = new ExecutorCompletionService<>(threads);
        Throwable first = null;
        int left = 0;
        try {
            for (Task task : tasks) {
                running.submit(() -> {
                    task.run();
                    return true;
                });
                left++;
            }
        } catch (Throwable e) {
            // The system has no further thread: those that have begun are told to stop and waited for.
            first = e;
            onFailure.run();
        }
        for (; left > 0; left--) {
            Throwable failure = failureOfNext(running);
            if (failure != null && first == null) {
                first = failure;
                onFailure.run();
            }
        }
        rethrow(first);
    }

    private static @Nullable Throwable failureOfNext(CompletionService<Boolean> running) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    running.take().get();
                    return null;
                } catch (ExecutionException e) {
                    return e.getCause();
                } catch (InterruptedException e) {
                    // The tasks hold buffers and open files: they are waited for, and the interrupt is passed on after.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
    }

    /** Interrupts what is going on and lets the threads end. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
