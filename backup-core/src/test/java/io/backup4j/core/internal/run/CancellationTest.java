package io.backup4j.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final List<String> called = new ArrayList<>();

    @Test
    void callsEachActionOnce() {
        cancellation.onCancel(() -> called.add("before"));
        assertThat(cancellation.isCancelled()).isFalse();

        cancellation.cancel();
        cancellation.cancel();
        cancellation.onCancel(() -> called.add("after"));

        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(called).containsExactly("before", "after");
    }

    @Test
    void callsTheOthersWhenOneFails() {
        cancellation.onCancel(() -> {
            throw new IllegalStateException("oops");
        });
        cancellation.onCancel(() -> called.add("other"));

        cancellation.cancel();

        assertThat(called).containsExactly("other");
    }

    @Test
    void callsTheOthersWhenOneEndsInAnError() {
        cancellation.onCancel(() -> {
            throw new NoClassDefFoundError("com/example/Driver");
        });
        cancellation.onCancel(() -> called.add("other"));

        cancellation.cancel();

        assertThat(called).containsExactly("other");
    }
}
