package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.EntryPath;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ReadAheadTest {
    @Test
    @DisplayName("An error of a thread that reads ahead reaches whoever waits for what it was to read")
    void errorAhead() throws Exception {
        OutOfMemoryError planned = new OutOfMemoryError("planned");
        CountDownLatch begun = new CountDownLatch(1);
        Step failing = step(() -> {
            begun.countDown();
            throw planned;
        });
        try (ReadAhead readAhead = new ReadAhead(1)) {
            assertThat(readAhead.take(step(() -> List.of(new Item.More(failing)))))
                    .hasSize(1);
            begun.await();

            assertThatThrownBy(() -> readAhead.take(failing)).isSameAs(planned);
        }
    }

    @Test
    @DisplayName("An error comes as it is also where nobody has read ahead, other failures with their cause")
    void failures() {
        OutOfMemoryError error = new OutOfMemoryError("planned");
        IllegalArgumentException exception = new IllegalArgumentException("planned");
        try (ReadAhead readAhead = new ReadAhead(0)) {
            assertThatThrownBy(() -> readAhead.take(step(() -> {
                        throw error;
                    })))
                    .isSameAs(error);
            assertThatThrownBy(() -> readAhead.take(step(() -> {
                        throw exception;
                    })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCause(exception);
        }
    }

    private static Step step(Supplier<List<Item>> work) {
        return new Step(EntryPath.root(), work);
    }
}
