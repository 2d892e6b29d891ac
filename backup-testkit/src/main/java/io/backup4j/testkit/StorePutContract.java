package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The sentences of {@link BackupStoreContract} about putting and about names. */
abstract class StorePutContract extends StoreUnderTest {
    private static final List<String> GOOD_NAMES = List.of(
            "a",
            "0",
            "-",
            "_",
            "a.b",
            "a..b",
            "-a_",
            "x".repeat(100),
            "d".repeat(100) + "/" + "x".repeat(100),
            "1/2/3/4/5");

    private static final List<String> BAD_NAMES = List.of(
            "",
            "/",
            "b/",
            "/b",
            "b//c",
            ".b",
            "c/.b",
            "b.",
            "b./c",
            ".",
            "..",
            "../b",
            "b/../c",
            "B",
            "\u00e4",
            "b c",
            "b\\c",
            "b\0",
            "b:c",
            "b*",
            "y".repeat(101),
            "y".repeat(101) + "/b");

    @Test
    @DisplayName("What was put is read back byte for byte, by everybody")
    void putThenRead() throws Exception {
        for (int length : new int[] {0, 1, 4_095, 65_536, 1_000_003}) {
            put("size/" + length, Samples.bytes(length, length));
        }
        settle();
        for (int length : new int[] {0, 1, 4_095, 65_536, 1_000_003}) {
            assertThat(readAll(store, "size/" + length)).isEqualTo(Samples.bytes(length, length));
            assertThat(readAll(other, "size/" + length)).isEqualTo(Samples.bytes(length, length));
        }
    }

    @Test
    @DisplayName("An object is readable and listed by everybody as soon as put has returned")
    protected void putIsSeenAtOnce() throws Exception {
        put("a/b", Samples.bytes(1, 10));

        assertThat(readAll(other, "a/b")).hasSize(10);
        assertThat(list(other, "a/")).containsOnlyKeys("a/b");
    }

    @Test
    @DisplayName("Large objects are stored like small ones")
    void largeObject() throws Exception {
        byte[] bytes = Samples.bytes(7, largeObjectBytes());
        put("large", bytes);
        settle();

        assertThat(readAll(other, "large")).isEqualTo(bytes);
        assertThat(read(store, "large", bytes.length - 5, 100)).isEqualTo(Samples.slice(bytes, bytes.length - 5, 5));
        assertThat(list(store, "")).containsExactly(Map.entry("large", (long) bytes.length));
    }

    @Test
    @DisplayName("A name that is taken is refused, and the object is left as it is")
    void putTwice() throws Exception {
        put("a", Samples.bytes(1, 100));
        settle();

        for (BackupStore each : List.of(store, other)) {
            for (int length : new int[] {0, 50, 100, 150}) {
                assertThatThrownBy(() -> each.put("a", ObjectBody.of(Samples.bytes(2, length))))
                        .isInstanceOfSatisfying(
                                ObjectExistsException.class,
                                e -> assertThat(e.name()).isEqualTo("a"));
            }
        }
        assertThat(readAll(store, "a")).isEqualTo(Samples.bytes(1, 100));
    }

    @Test
    @DisplayName("Of eight writers of one name exactly one succeeds")
    void raceForOneName() throws Exception {
        for (int round = 0; round < 8; round++) {
            String name = "race/" + round;
            List<Boolean> won = Together.run(8, writer -> tryPut(name, Samples.bytes(writer, 50_000 + writer), writer));
            settle();

            assertThat(won).as("round %s", round).containsOnlyOnce(true);
            int winner = won.indexOf(true);
            assertThat(readAll(store, name)).isEqualTo(Samples.bytes(winner, 50_000 + winner));
        }
        assertThat(list(store, "race/")).hasSize(8);
    }

    @Test
    @DisplayName("While an object is being written it is neither readable nor listed")
    protected void unfinishedIsInvisible() throws Exception {
        byte[] bytes = Samples.bytes(3, 300_000);
        List<String> seen = new ArrayList<>();
        store.put("a", new ProbeBody(bytes, 150_000, () -> {
            seen.addAll(list(other, "").keySet());
            assertThatThrownBy(() -> readAll(other, "a")).isInstanceOf(ObjectMissingException.class);
        }));
        settle();

        assertThat(seen).isEmpty();
        assertThat(readAll(other, "a")).isEqualTo(bytes);
    }

    @Test
    @DisplayName("A body that fails half-way leaves nothing, and the name can be put again")
    void failingBody() throws Exception {
        ProbeBody failing = new ProbeBody(Samples.bytes(3, 300_000), 150_000, () -> {
            throw new IOException("planned failure of the body");
        });
        assertThatThrownBy(() -> store.put("a", failing)).isInstanceOf(IOException.class);

        assertAbsent("a");
        assertThat(failing.openStreams()).isZero();
        put("a", Samples.bytes(4, 10));
        settle();
        assertThat(readAll(other, "a")).isEqualTo(Samples.bytes(4, 10));
    }

    @Test
    @DisplayName("A body of another length than it says is refused and leaves nothing")
    void lyingBody() throws Exception {
        for (int lie : new int[] {-1, 1}) {
            ProbeBody lying = new ProbeBody(Samples.bytes(3, 1_000), 0, () -> {}).claiming(1_000 + lie);
            assertThatThrownBy(() -> store.put("a", lying)).isInstanceOf(IOException.class);
            assertAbsent("a");
        }
    }

    @Test
    @DisplayName("Every stream of a body that a store opens it also closes")
    void bodyIsClosed() throws Exception {
        ProbeBody body = new ProbeBody(Samples.bytes(3, 100_000), 0, () -> {});
        store.put("a", body);

        assertThat(body.openedStreams()).isPositive();
        assertThat(body.openStreams()).isZero();
    }

    @Test
    @DisplayName("All names within the rules can be put, read, listed and deleted")
    void goodNames() throws Exception {
        for (String name : GOOD_NAMES) {
            put(name, Samples.bytes(5, name.length()));
        }
        settle();
        assertThat(list(other, "").keySet()).containsExactlyInAnyOrderElementsOf(GOOD_NAMES);
        for (String name : GOOD_NAMES) {
            assertThat(readAll(other, name)).hasSize(name.length());
            store.delete(name);
        }
        assertThat(list(other, "")).isEmpty();
    }

    @Test
    @DisplayName("Names that break the rules are refused by every verb")
    void badNames() throws Exception {
        for (String name : BAD_NAMES) {
            assertRefused(name, () -> put(name, new byte[1]));
            assertRefused(name, () -> readAll(store, name));
            assertRefused(name, () -> store.delete(name));
        }
        for (String prefix : List.of("a", "/", "a//", ".a/", "../", "A/", "a/b")) {
            assertRefused(prefix, () -> list(store, prefix));
        }
        assertThat(list(store, "")).isEmpty();
    }
}
