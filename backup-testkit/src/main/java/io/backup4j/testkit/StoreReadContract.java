package io.backup4j.testkit;

import static io.backup4j.api.BackupStore.TO_END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectMissingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The sentences of {@link BackupStoreContract} about reading. */
abstract class StoreReadContract extends StorePutContract {
    @Test
    @DisplayName("A range ends where the object ends, and is empty at or behind the end")
    void ranges() throws Exception {
        byte[] bytes = Samples.bytes(6, 100_000);
        put("a", bytes);
        settle();

        long[][] ranges = {
            {0, 1},
            {0, 0},
            {1, 1},
            {0, 100_000},
            {65_536, 4_096},
            {99_999, 1},
            {99_999, 2},
            {100_000, 0},
            {100_000, 1},
            {100_001, 5},
            {0, TO_END},
            {1, TO_END},
            {99_999, TO_END},
            {100_000, TO_END},
            {TO_END, TO_END},
            {5, TO_END - 1}
        };
        for (long[] range : ranges) {
            byte[] expected = Samples.slice(bytes, range[0], range[1]);
            assertThat(read(store, "a", range[0], range[1]))
                    .as("%s+%s", range[0], range[1])
                    .isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("Every range of an empty object is empty")
    void rangesOfEmpty() throws Exception {
        put("a", new byte[0]);
        settle();

        for (long[] range : new long[][] {{0, 0}, {0, 1}, {0, TO_END}, {1, 1}, {5, TO_END}}) {
            assertThat(read(store, "a", range[0], range[1])).isEmpty();
        }
        assertThat(list(store, "")).containsExactly(Map.entry("a", 0L));
    }

    @Test
    @DisplayName("A negative range is refused")
    void negativeRanges() throws Exception {
        put("a", new byte[10]);
        settle();

        assertRefused("offset", () -> read(store, "a", -1, 5));
        assertRefused("length", () -> read(store, "a", 0, -1));
    }

    @Test
    @DisplayName("Reading what is not there says so, at once and by name")
    void readMissing() throws Exception {
        put("dir/a", new byte[1]);
        settle();

        for (String missing : List.of("b", "dir", "dir/b", "dir/a/b", "no/such/dir")) {
            for (long length : new long[] {0, 1, TO_END}) {
                assertThatThrownBy(() -> store.read(missing, 0, length).close())
                        .isInstanceOfSatisfying(
                                ObjectMissingException.class,
                                e -> assertThat(e.name()).isEqualTo(missing));
            }
        }
    }

    @Test
    @DisplayName("A stream can be given up half-way and closed twice")
    void givenUpStream() throws Exception {
        put("a", Samples.bytes(1, 1_000_000));
        settle();
        InputStream in = store.read("a", 0, TO_END);
        assertThat(in.read()).isEqualTo(Samples.bytes(1, 1)[0] & 0xff);
        in.close();
        in.close();

        assertThat(readAll(store, "a")).hasSize(1_000_000);
    }

    @Test
    @DisplayName("Many threads read at once, and each gets its own bytes")
    void concurrentReaders() throws Exception {
        byte[] bytes = Samples.bytes(8, 500_000);
        put("a", bytes);
        settle();

        Together.run(8, reader -> {
            for (long offset = reader; offset < bytes.length; offset += 50_000) {
                assertThat(read(store, "a", offset, 1_000)).isEqualTo(Samples.slice(bytes, offset, 1_000));
            }
            return true;
        });
    }

    @Test
    @DisplayName("Readers and writers at work at once see whole objects only")
    void readersBesideWriters() throws Exception {
        Together.run(8, worker -> {
            for (int i = 0; i < 15; i++) {
                if (worker < 4) {
                    String name = "w" + worker + "/" + i;
                    put(name, Samples.bytes(name.hashCode(), 20_000));
                } else {
                    assertAllWhole(worker % 2 == 0 ? store : other);
                }
            }
            return true;
        });
        settle();
        assertThat(list(store, "")).hasSize(60);
        assertAllWhole(other);
    }

    static void assertAllWhole(BackupStore store) throws IOException {
        for (String name : list(store, "").keySet()) {
            assertThat(readAll(store, name)).as(name).isEqualTo(Samples.bytes(name.hashCode(), 20_000));
        }
    }
}
