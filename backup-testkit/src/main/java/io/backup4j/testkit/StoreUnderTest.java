package io.backup4j.testkit;

import static io.backup4j.api.BackupStore.TO_END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What the tests of {@link BackupStoreContract} have in common: the store, opened twice, and how to ask it. */
abstract class StoreUnderTest {
    BackupStore store;
    BackupStore other;

    /**
     * Opens the store on a place that belongs to this test alone and is empty at first. Called again in the same test, it
     * opens the same place once more, as another process would.
     */
    protected abstract BackupStore openStore() throws Exception;

    /**
     * Makes all that was stored so far readable and listed. Only for a store that cannot do so at once, which then also
     * overrides {@code putIsSeenAtOnce}.
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

    void put(String name, byte[] bytes) throws IOException {
        store.put(name, ObjectBody.of(bytes));
    }

    boolean tryPut(String name, byte[] bytes, int writer) throws IOException {
        try {
            (writer % 2 == 0 ? store : other).put(name, ObjectBody.of(bytes));
            return true;
        } catch (ObjectExistsException e) {
            return false;
        }
    }

    void assertAbsent(String name) throws Exception {
        settle();
        assertThatThrownBy(() -> readAll(other, name)).isInstanceOf(ObjectMissingException.class);
        assertThat(list(other, "")).doesNotContainKey(name);
    }

    static void assertRefused(String what, Action action) {
        assertThatThrownBy(action::run).as("'%s'", what).isInstanceOf(IllegalArgumentException.class);
    }

    static byte[] readAll(BackupStore store, String name) throws IOException {
        return read(store, name, 0, TO_END);
    }

    static byte[] read(BackupStore store, String name, long offset, long length) throws IOException {
        try (InputStream in = store.read(name, offset, length)) {
            return in.readAllBytes();
        }
    }

    static Map<String, Long> list(BackupStore store, String prefix) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        store.list(prefix, objects::add);
        Map<String, Long> sizes = new TreeMap<>();
        objects.forEach(object -> sizes.put(object.name(), object.size()));
        assertThat(objects).as("each object once").hasSize(sizes.size());
        return sizes;
    }
}
