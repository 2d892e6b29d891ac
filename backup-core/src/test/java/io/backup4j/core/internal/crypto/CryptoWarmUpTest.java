package io.backup4j.core.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CryptoWarmUpTest {
    @Test
    @Timeout(60)
    void it_runs_once_in_the_background_and_can_be_waited_for() throws InterruptedException {
        CryptoWarmUp.start();
        Thread thread = CryptoWarmUp.started();
        assertThat(thread).isNotNull();
        assertThat(thread.isDaemon()).isTrue();
        CryptoWarmUp.await();
        assertThat(thread.isAlive()).isFalse();
        CryptoWarmUp.start();
        assertThat(CryptoWarmUp.started()).isSameAs(thread);
    }
}
