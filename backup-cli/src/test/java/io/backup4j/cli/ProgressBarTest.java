package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupEvent;
import io.backup4j.api.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long MEBIBYTE = 1 << 20;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void showsShareRateAndTimeLeft() {
        assertThat(ProgressBar.line(step(50 * MEBIBYTE, 100 * MEBIBYTE)))
                .isEqualTo("transferring [#####.....]  50%  50.0 MiB of 100.0 MiB  5.0 MiB/s  0:10 left");
    }

    @Test
    void showsNoShareOfWhatNobodyKnows() {
        assertThat(ProgressBar.line(step(50 * MEBIBYTE, Progress.UNKNOWN)))
                .isEqualTo("transferring  1,234 entries  50.0 MiB  5.0 MiB/s");
    }

    @Test
    void staysInsideItsCellsWhenThereIsMoreThanExpected() {
        assertThat(ProgressBar.line(step(3, 2))).contains("[##########] 100%");
    }

    @Test
    void drawsOverItselfAndWipesItselfAway() {
        try (ProgressBar bar = new ProgressBar(print(), true)) {
            bar.accept(new BackupEvent.Progressed(Instant.EPOCH, step(1, 2)));
            bar.accept(new BackupEvent.Started(Instant.EPOCH, "backup"));
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo('\r' + ProgressBar.line(step(1, 2)) + "\u001b[K" + "\r\u001b[K");
    }

    @Test
    void saysNothingWhereNobodyWatches() {
        try (ProgressBar bar = new ProgressBar(print(), false)) {
            bar.accept(new BackupEvent.Progressed(Instant.EPOCH, step(1, 2)));
        }

        assertThat(err.size()).isZero();
    }

    private PrintStream print() {
        return new PrintStream(err, false, StandardCharsets.UTF_8);
    }

    private static Progress step(long done, long total) {
        return new Progress(Progress.Phase.TRANSFERRING, 1_234, Progress.UNKNOWN, done, total, Duration.ofSeconds(10));
    }
}
