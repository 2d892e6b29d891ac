package io.backup4j.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the same thing in several threads that begin at the same moment. */
final class Together {
    private static final long MOST_SECONDS = 300;

    private Together() {}

    /** What one of the threads, counted from 0, does. */
    @FunctionalInterface
    interface Job<T> {
        T run(int thread) throws Exception;
    }

    /** Returns the results in the order of the threads; fails when one fails or does not end. */
    static <T> List<T> run(int threads, Job<T> job) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                futures.add(executor.submit(() -> {
                    start.await(MOST_SECONDS, TimeUnit.SECONDS);
                    return job.run(thread);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(MOST_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
