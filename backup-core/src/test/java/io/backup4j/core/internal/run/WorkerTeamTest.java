package io.backup4j.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkerTeamTest {
    @Test
    @DisplayName("Where the system has no further thread, those that have begun are stopped and waited for")
    void noFurtherThread() {
        AtomicInteger threads = new AtomicInteger();
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicBoolean wasStopped = new AtomicBoolean();
        WorkerTeam.Task task = () -> {
            wasStopped.set(stopped.await(30, TimeUnit.SECONDS));
            Thread.sleep(50);
            threads.decrementAndGet();
        };
        try (WorkerTeam team = new WorkerTeam(3, work -> {
            if (threads.incrementAndGet() == 2) {
                threads.decrementAndGet();
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(work);
        })) {
            assertThatThrownBy(() -> team.runAll(List.of(task, task, task), stopped::countDown))
                    .isInstanceOf(OutOfMemoryError.class);

            assertThat(wasStopped).isTrue();
            assertThat(threads).hasValue(0);
        }
    }
}
