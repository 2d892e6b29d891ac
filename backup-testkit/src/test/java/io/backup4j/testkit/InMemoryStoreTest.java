package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {
    private final InMemoryStore store = new InMemoryStore();

    @Test
    void leak_isReportedWithTheStackOfItsOpener() throws IOException {
        store.put("a", ObjectBody.of(new byte[3]));
        InputStream leaked = openFromHere();

        assertThatThrownBy(store::assertNothingOpen)
                .isInstanceOf(AssertionError.class)
                .satisfies(leak -> assertThat(leak.getSuppressed()[0].getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("openFromHere")));
        leaked.close();
        assertThatCode(store::assertNothingOpen).doesNotThrowAnyException();
    }

    @Test
    void reopened_seesTheSameObjectsAndLeaks() throws IOException {
        store.put("a", ObjectBody.of(new byte[3]));
        store.close();
        InMemoryStore again = store.reopen();

        try (InputStream in = again.read("a", 0, BackupStore.TO_END)) {
            assertThatThrownBy(store::assertNothingOpen).isInstanceOf(AssertionError.class);
            assertThat(in.readAllBytes()).hasSize(3);
        }
        store.assertNothingOpen();
    }

    @Test
    void closedStore_refusesWork() {
        store.close();

        assertThatThrownBy(() -> store.delete("a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void body_thatChangesBetweenReadings_isRefused() {
        byte[] bytes = {1};
        ObjectBody body = new ObjectBody() {
            @Override
            public long length() {
                return 1;
            }

            @Override
            public InputStream open() {
                bytes[0]++;
                return new ByteArrayInputStream(bytes);
            }
        };

        assertThatThrownBy(() -> store.put("a", body)).isInstanceOf(IOException.class);
        assertThat(store.names()).isEmpty();
    }

    @Test
    void oneNameAsObjectAndDirectory_isRefused() throws IOException {
        store.put("a/b/c", ObjectBody.of(new byte[0]));

        for (String clash : new String[] {"a", "a/b", "a/b/c/d"}) {
            assertThatThrownBy(() -> store.put(clash, ObjectBody.of(new byte[0])))
                    .as(clash)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        store.put("a/b-c", ObjectBody.of(new byte[0]));
    }

    @Test
    void stream_givesLessThanAskedFor() throws IOException {
        store.put("a", ObjectBody.of(new byte[20_000]));

        try (InputStream in = store.read("a", 0, BackupStore.TO_END)) {
            assertThat(in.read(new byte[20_000])).isBetween(1, 19_999);
        }
    }

    private InputStream openFromHere() throws IOException {
        return store.read("a", 0, BackupStore.TO_END);
    }
}
