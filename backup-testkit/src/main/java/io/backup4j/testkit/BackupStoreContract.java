package io.backup4j.testkit;

import static io.backup4j.api.BackupStore.TO_END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BackupStore} promises, sentence by sentence. Extend it, say how the store is opened, and run it; see
 * the description of this package.
 */
public abstract class BackupStoreContract {
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

    private BackupStore store;
    private BackupStore other;

    /**
     * Opens the store on a place that belongs to this test alone and is empty at first. Called again in the same test, it
     * opens the same place once more, as another process would.
     */
    protected abstract BackupStore openStore() throws Exception;

    /**
     * Makes all that was stored so far readable and listed. Only for a store that cannot do so at once, which then also
     * overrides {@link #putIsSeenAtOnce}.
     */
    protected void settle() throws Exception {}

    /**
     * Puts something of that name, which breaks the rules for names, beside the objects.
     *
     * @return false when there is no way to do so; the test is then skipped
     */
    protected boolean plantForeignObject(String name) throws Exception {
        return false;
    }

    /** Returns how many objects a long listing has: more than two pages of 1,000, the usual length of a page. */
    protected int manyObjects() {
        return 2_501;
    }

    /** Returns the bytes of a large object: what the engine stores at most. */
    protected int largeObjectBytes() {
        return 16 << 20;
    }

    @BeforeEach
    void openTwice() throws Exception {
        store = openStore();
        other = openStore();
    }

    @AfterEach
    void closeBoth() throws IOException {
        store.close();
        other.close();
    }

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
    void unfinishedIsInvisible() throws Exception {
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

    @Test
    @DisplayName("An empty store lists nothing")
    void emptyList() throws Exception {
        assertThat(list(store, "")).isEmpty();
        assertThat(list(store, "no/such/")).isEmpty();
    }

    @Test
    @DisplayName("A listing tells each object below its prefix once, with its size, and no other")
    void listByPrefix() throws Exception {
        List<String> names = List.of("a", "b/1", "b/2/3", "b/2/4", "b-c/1", "b.c", "bb/1", "c/b/1");
        for (String name : names) {
            put(name, new byte[name.length()]);
        }
        settle();

        assertThat(list(other, "").keySet()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(list(other, "b/")).isEqualTo(Map.of("b/1", 3L, "b/2/3", 5L, "b/2/4", 5L));
        assertThat(list(other, "b/2/")).containsOnlyKeys("b/2/3", "b/2/4");
        assertThat(list(other, "b/2/3/")).isEmpty();
        assertThat(list(other, "c/")).containsOnlyKeys("c/b/1");
    }

    @Test
    @DisplayName("A long listing is complete and tells nothing twice")
    void longList() throws Exception {
        int each = (manyObjects() + 7) / 8;
        Together.run(8, writer -> {
            for (int i = 0; i < each; i++) {
                put("many/" + writer + "/" + i, new byte[i % 3]);
            }
            return true;
        });
        put("other", new byte[1]);
        settle();

        assertThat(list(other, "many/")).hasSize(8 * each).doesNotContainKey("other");
        assertThat(list(other, "many/3/")).hasSize(each).containsEntry("many/3/2", 2L);
        assertThat(list(other, "")).hasSize(8 * each + 1);
    }

    @Test
    @DisplayName("Whoever is told an object may use the store, for instance delete it")
    void deleteWhileListing() throws Exception {
        for (int i = 0; i < 20; i++) {
            put("a/" + i, new byte[1]);
        }
        settle();
        store.list("a/", object -> Samples.unchecked(() -> store.delete(object.name())));

        assertThat(list(store, "")).isEmpty();
    }

    @Test
    @DisplayName("An exception of the visitor ends the listing and reaches the caller")
    void visitorThatThrows() throws Exception {
        put("a", new byte[1]);
        settle();
        IllegalStateException planned = new IllegalStateException("planned");

        assertThatThrownBy(() -> store.list("", object -> {
                    throw planned;
                }))
                .isSameAs(planned);
        assertThat(list(store, "")).containsOnlyKeys("a");
    }

    @Test
    @DisplayName("Other people's objects, whose names break the rules, are not listed")
    void foreignObjects() throws Exception {
        List<String> foreign = List.of("README.TXT", ".hidden", "a/.DS_Store", "lost+found/a", "a/Thumbs.db");
        for (String name : foreign) {
            assumeTrue(plantForeignObject(name), "There is no way to plant an object named " + name);
        }
        put("a/b", new byte[1]);
        settle();

        assertThat(list(store, "")).containsOnlyKeys("a/b");
        assertThat(list(store, "a/")).containsOnlyKeys("a/b");
    }

    @Test
    @DisplayName("A deleted object is gone for everybody, its neighbours stay, and its name can be put again")
    void delete() throws Exception {
        put("a/1", new byte[1]);
        put("a/2", new byte[2]);
        settle();
        store.delete("a/1");

        assertAbsent("a/1");
        assertThat(list(other, "")).containsOnlyKeys("a/2");
        put("a/1", Samples.bytes(1, 30));
        settle();
        assertThat(readAll(other, "a/1")).isEqualTo(Samples.bytes(1, 30));
    }

    @Test
    @DisplayName("Deleting what is not there is fine")
    void deleteAbsent() throws Exception {
        put("a", new byte[1]);
        settle();
        for (String name : List.of("a", "a", "b", "no/such/dir")) {
            store.delete(name);
            other.delete(name);
        }
        assertThat(list(store, "")).isEmpty();
    }

    @Test
    @DisplayName("Objects outlive the store that put them, and closing twice does no harm")
    void closeTwice() throws Exception {
        put("a", Samples.bytes(1, 10));
        settle();
        store.close();
        store.close();

        assertThat(readAll(other, "a")).isEqualTo(Samples.bytes(1, 10));
        other.put("b", ObjectBody.of(new byte[1]));
    }

    @Test
    @DisplayName("A store says where it lies, always the same")
    void location() {
        assertThat(store.location()).isNotBlank().isEqualTo(store.location()).isEqualTo(other.location());
    }

    private void put(String name, byte[] bytes) throws IOException {
        store.put(name, ObjectBody.of(bytes));
    }

    private boolean tryPut(String name, byte[] bytes, int writer) throws IOException {
        try {
            (writer % 2 == 0 ? store : other).put(name, ObjectBody.of(bytes));
            return true;
        } catch (ObjectExistsException e) {
            return false;
        }
    }

    private void assertAbsent(String name) throws Exception {
        settle();
        assertThatThrownBy(() -> readAll(other, name)).isInstanceOf(ObjectMissingException.class);
        assertThat(list(other, "")).doesNotContainKey(name);
    }

    private static void assertAllWhole(BackupStore store) throws IOException {
        for (String name : list(store, "").keySet()) {
            assertThat(readAll(store, name)).as(name).isEqualTo(Samples.bytes(name.hashCode(), 20_000));
        }
    }

    private static void assertRefused(String what, Action action) {
        assertThatThrownBy(action::run).as("'%s'", what).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] readAll(BackupStore store, String name) throws IOException {
        return read(store, name, 0, TO_END);
    }

    private static byte[] read(BackupStore store, String name, long offset, long length) throws IOException {
        try (InputStream in = store.read(name, offset, length)) {
            return in.readAllBytes();
        }
    }

    private static Map<String, Long> list(BackupStore store, String prefix) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        store.list(prefix, objects::add);
        Map<String, Long> sizes = new TreeMap<>();
        objects.forEach(object -> sizes.put(object.name(), object.size()));
        assertThat(objects).as("each object once").hasSize(sizes.size());
        return sizes;
    }
}
