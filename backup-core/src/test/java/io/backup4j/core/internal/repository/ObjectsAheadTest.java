package io.backup4j.core.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoredObject;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectsAheadTest {
    private static final int FIVE_MIB = 5 << 20;

    private final RecordingStore store = RecordingStore.over(new InMemoryStore());
    private final ObjectsAhead ahead = new ObjectsAhead(new RepositoryObjects(store));

    @BeforeEach
    void storeThree() throws IOException {
        store.put("first", ObjectBody.of(new byte[FIVE_MIB]));
        store.put("second", ObjectBody.of(new byte[FIVE_MIB]));
        store.put("small", ObjectBody.of(new byte[1]));
        ahead.read(List.of(
                new StoredObject("first", FIVE_MIB),
                new StoredObject("second", FIVE_MIB),
                new StoredObject("small", 1)));
    }

    @Test
    void whatHasNoRoomIsNotRead() {
        assertThat(ahead.take("first"))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(FIVE_MIB));
        assertThat(ahead.take("second")).isEmpty();
        assertThat(ahead.take("small")).hasValue(new byte[1]);
        store.assertCalls(StoreVerb.READ, "", 2);
    }

    @Test
    void whatCannotBeReadIsLeftToWhoeverReadsItAlone() {
        ObjectsAhead failing = new ObjectsAhead(
                new RepositoryObjects(FaultyStore.over(store).failAt(StoreVerb.READ, 1, Fault.FAIL_BEFORE)));

        failing.read(List.of(new StoredObject("first", FIVE_MIB), new StoredObject("small", 1)));

        assertThat(failing.take("first")).isEmpty();
        assertThat(failing.take("small")).isEmpty();
    }

    @Test
    void whatWasTakenIsTheTakers() {
        ahead.take("small");

        assertThat(ahead.take("small")).isEmpty();
    }

    @Test
    void whatNobodyTookMakesRoomForTheNext() {
        ahead.read(List.of(new StoredObject("second", FIVE_MIB)));

        assertThat(ahead.take("first")).isEmpty();
        assertThat(ahead.take("second")).isPresent();
        ahead.clear();
        assertThat(ahead.take("small")).isEmpty();
    }
}
