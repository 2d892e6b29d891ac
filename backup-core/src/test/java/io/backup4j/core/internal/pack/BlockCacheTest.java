package io.backup4j.core.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.CancelledException;
import io.backup4j.api.CorruptDataException;
import io.backup4j.core.internal.format.ObjectId;
import io.backup4j.core.internal.index.BlockLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockCacheTest {
    private static final int BLOCK = 64 << 10;
    private static final int THREADS = 8;

    private final BlockCache cache = new BlockCache(3 * BLOCK);
    private final List<Integer> opened = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void keepsTheBlocksUsedLast() {
        use(1, 2, 3, 1, 4, 1, 3, 2);

        assertThat(opened).containsExactly(1, 2, 3, 4, 2);
    }

    @Test
    void usesBuffersAgain() {
        Set<byte[]> buffers = ConcurrentHashMap.newKeySet();
        for (int number = 0; number < 100; number++) {
            CachedBlock block = cache.acquire(location(number), opening -> {});
            buffers.add(block.plain());
            cache.release(block);
        }

        assertThat(buffers).hasSize(3);
    }

    @Test
    void neverTakesTheBufferOfABlockInUse() {
        CachedBlock kept = cache.acquire(location(0), this::fill);
        for (int number = 1; number < 10; number++) {
            cache.release(cache.acquire(location(number), this::fill));
        }

        assertThat(kept.plain()[0]).isZero();
        assertThat(cache.acquire(location(0), this::fill)).isSameAs(kept);
    }

    @Test
    void threadsThatWantOneBlockOpenItOnce() throws Exception {
        AtomicInteger openings = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<CachedBlock>> blocks = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            blocks.add(threads.submit(() -> {
                start.await();
                return cache.acquire(location(5), block -> openings.incrementAndGet());
            }));
        }

        CachedBlock first = blocks.get(0).get();
        for (Future<CachedBlock> block : blocks) {
            assertThat(block.get()).isSameAs(first);
        }
        assertThat(openings).hasValue(1);
    }

    @Test
    void whenTheOneThatOpensFailsTheNextTriesItself() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch mayFail = new CountDownLatch(1);
        Future<CachedBlock> failing = threads.submit(() -> cache.acquire(location(5), block -> {
            opening.countDown();
            awaitLatch(mayFail);
            throw new CorruptDataException("Damaged");
        }));
        opening.await();
        Future<CachedBlock> waiting = threads.submit(() -> cache.acquire(location(5), this::fill));
        mayFail.countDown();

        assertThat(waiting.get().plain()[0]).isEqualTo((byte) 5);
        assertThat(failing)
                .failsWithin(java.time.Duration.ofMinutes(1))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(CorruptDataException.class);
    }

    @Test
    void waitingCanBeInterrupted() throws Exception {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<CachedBlock> slow = threads.submit(() -> cache.acquire(location(5), block -> {
            opening.countDown();
            awaitLatch(mayEnd);
        }));
        opening.await();

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> cache.acquire(location(5), this::fill));
        assertThat(Thread.interrupted()).isTrue();
        mayEnd.countDown();
        assertThat(slow.get()).isNotNull();
    }

    private void use(int... numbers) {
        for (int number : numbers) {
            cache.release(cache.acquire(
                    location(number), block -> opened.add(block.location().ordinal())));
        }
    }

    private void fill(CachedBlock block) {
        block.plain()[0] = (byte) block.location().ordinal();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static BlockLocation location(int number) {
        return new BlockLocation(new ObjectId(1, 2), number, 24 + 100L * number, 100, BLOCK);
    }
}
