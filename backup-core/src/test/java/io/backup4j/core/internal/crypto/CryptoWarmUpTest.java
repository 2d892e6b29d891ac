package io.backup4j.core.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CryptoWarmUpTest {
    @Test
    @Timeout(60)
    void it_runs_once_in_the_background_and_can_be_waited_for() throws InterruptedException {
        CryptoWarmUp.await();
        CryptoWarmUp.start();
        CryptoWarmUp.start();
        CryptoWarmUp.await();
        CryptoWarmUp.start();
        long before = System.nanoTime();
        CryptoWarmUp.await();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(50));
    }
}
