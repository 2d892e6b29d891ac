package io.backup4j.testkit;

import static io.backup4j.api.BackupStore.TO_END;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ObjectBody;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.ObjectMissingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventuallyConsistentStoreTest {
    private static final ObjectBody BODY = ObjectBody.of(new byte[] {1, 2, 3});

    private final InMemoryStore memory = new InMemoryStore();

    @Test
    void newObject_isSeenAfterTheDelay() throws IOException {
        EventuallyConsistentStore store = EventuallyConsistentStore.over(memory, 2);
        store.put("a", BODY);

        assertThat(names(store)).isEmpty();
        assertThatThrownBy(() -> store.read("a", 0, TO_END)).isInstanceOf(ObjectMissingException.class);
        assertThat(names(store)).containsExactly("a");
        store.read("a", 0, TO_END).close();
    }

    @Test
    void newObject_isSeenWhenSettled() throws IOException {
        EventuallyConsistentStore store = EventuallyConsistentStore.over(memory, Integer.MAX_VALUE);
        store.put("a", BODY);
        assertThat(names(store)).isEmpty();
        store.settle();

        assertThat(names(store)).containsExactly("a");
    }

    @Test
    void takenName_isTakenAtOnceAndStaysSeen() throws IOException {
        EventuallyConsistentStore store = EventuallyConsistentStore.over(memory, Integer.MAX_VALUE);
        store.put("a", BODY);
        assertThatThrownBy(() -> store.put("a", BODY)).isInstanceOf(ObjectExistsException.class);
        store.settle();
        assertThatThrownBy(() -> store.put("a", BODY)).isInstanceOf(ObjectExistsException.class);

        assertThat(names(store)).containsExactly("a");
    }

    private static List<String> names(EventuallyConsistentStore store) throws IOException {
        List<String> names = new ArrayList<>();
        store.list("", object -> names.add(object.name()));
        return names;
    }
}
