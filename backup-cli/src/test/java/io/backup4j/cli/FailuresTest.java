package io.backup4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    @DisplayName("A lack of threads is told from a lack of memory, also as the cause of something else")
    void outOfThreads() {
        OutOfMemoryError threads = new OutOfMemoryError("unable to create native thread: possibly out of memory");
        OutOfMemoryError heap = new OutOfMemoryError("Java heap space");

        assertThat(said(threads)).contains("no further thread", "ulimit -u");
        assertThat(said(new IllegalStateException(threads))).contains("no further thread");
        assertThat(said(heap)).contains("Not enough memory", "-Xmx");
        assertThat(said(new IllegalStateException(heap))).contains("Not enough memory");
        assertThat(said(new StoreException("Storing a pack failed", new IOException(heap))))
                .contains("Not enough memory");
    }

    private static String said(Throwable failure) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Failures failures = new Failures(
                Surroundings.ofProcess(), new PrintStream(err, true, StandardCharsets.UTF_8), new OutputOption());
        assertThat(failures.failed(failure)).isEqualTo(ExitCodes.FAILED);
        return err.toString(StandardCharsets.UTF_8);
    }
}
