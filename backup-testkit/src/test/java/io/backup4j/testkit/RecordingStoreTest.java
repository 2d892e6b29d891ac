package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.testkit.RecordingStore.Call;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RecordingStoreTest {
    private final RecordingStore store = RecordingStore.over(new InMemoryStore());

    @Test
    void calls_areWrittenDownInOrderWithTheirBytes() throws IOException {
        store.put("packs/a", ObjectBody.of(new byte[10]));
        store.put("config", ObjectBody.of(new byte[5]));
        try (InputStream in = store.read("packs/a", 2, 100)) {
            assertThat(in.read()).isZero();
            in.readNBytes(4);
        }
        store.list("packs/", object -> {});
        store.delete("config");

        assertThat(store.calls())
                .containsExactly(
                        new Call(StoreVerb.PUT, "packs/a", 10),
                        new Call(StoreVerb.PUT, "config", 5),
                        new Call(StoreVerb.READ, "packs/a", 5),
                        new Call(StoreVerb.LIST, "packs/", 0),
                        new Call(StoreVerb.DELETE, "config", 0));
        assertThat(store.puts()).containsExactly("packs/a", "config");
        assertThat(store.deletes()).containsExactly("config");
        assertThat(store.bytes(StoreVerb.PUT, "")).isEqualTo(15);
        assertThat(store.bytes(StoreVerb.PUT, "packs/")).isEqualTo(10);
    }

    @Test
    void failedCalls_areWrittenDownToo() {
        assertThatThrownBy(() -> store.read("a", 0, 1)).isInstanceOf(ObjectMissingException.class);

        store.assertCalls(StoreVerb.READ, "a", 1);
    }

    @Test
    void assertions_failWithTheListOfCalls() throws IOException {
        store.put("a", ObjectBody.of(new byte[1]));
        store.put("b", ObjectBody.of(new byte[1]));

        store.assertCallsAtMost(StoreVerb.PUT, "", 2);
        assertThatThrownBy(() -> store.assertCallsAtMost(StoreVerb.PUT, "", 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("name=b");
        assertThatThrownBy(() -> store.assertCalls(StoreVerb.PUT, "", 3)).isInstanceOf(AssertionError.class);
        store.clear();
        store.assertCalls(StoreVerb.PUT, "", 0);
    }
}
