package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.backup4j.api.BackupStore;
import io.backup4j.api.ObjectBody;
import io.backup4j.api.StoreException;
import io.backup4j.core.internal.repository.RepositoryObjects;
import io.backup4j.testkit.Fault;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.StoreVerb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Small objects that are all wanted")
final class ReadTogetherTest {
    private final InMemoryStore memory = new InMemoryStore();
    private final RecordingStore store = RecordingStore.over(memory);

    @Test
    @DisplayName("are read at the same time, and those that are gone are left out")
    void atTheSameTime() throws IOException {
        List<String> names = store(8);
        memory.remove(names.get(3));

        Map<String, byte[]> read = new RepositoryObjects(new MeetingStore(memory, "points/", 4)).readAll(names);

        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(without(names, 3));
        read.forEach((name, bytes) -> assertThat(bytes).asString().isEqualTo("content of " + name));
    }

    @Test
    @DisplayName("are not asked for any more when one of them cannot be read")
    void untilOneFails() throws IOException {
        List<String> names = store(200);
        BackupStore failing = FaultyStore.over(store).failAt(StoreVerb.READ, 1, Fault.FAIL_BEFORE);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new RepositoryObjects(failing).readAll(names))
                .withMessageContaining("points/");
        assertThat(store.calls(StoreVerb.READ, "points/")).hasSizeLessThan(200);
    }

    @Test
    @DisplayName(
            "are the restore points, the key slots and what says when something was verified; each is asked for once")
    void ofARepository() {
        try (BackupRepository repository = BackupRepository.create(store, Encryption.password("one"))) {
            repository.addKey(Encryption.password("two"), "second");
            for (int point = 0; point < 4; point++) {
                repository.backup(new MemorySource().file("file", new byte[] {(byte) point}));
                repository.verify(VerifyLevel.EVERY_BYTE);
            }
        }
        store.clear();
        BackupStore slots = new MeetingStore(store, "keys/", 2);
        BackupStore points = new MeetingStore(slots, "points/", 4);
        BackupStore ledgers = new MeetingStore(points, "ledger/", 4);
        try (BackupRepository repository = BackupRepository.open(ledgers, Encryption.password("two"))) {
            assertThat(repository.restorePoints()).hasSize(4);
            assertThat(repository.restorePoints()).hasSize(4);
            assertThat(repository.damagedPoints()).isEmpty();
        }
        store.assertCalls(StoreVerb.READ, "keys/", 2);
        store.assertCalls(StoreVerb.READ, "points/", 4);
        store.assertCalls(StoreVerb.READ, "ledger/", 4);
    }

    private List<String> store(int count) throws IOException {
        List<String> names =
                IntStream.range(0, count).mapToObj(number -> "points/" + number).toList();
        for (String name : names) {
            memory.put(name, ObjectBody.of(("content of " + name).getBytes(StandardCharsets.UTF_8)));
        }
        return names;
    }

    private static List<String> without(List<String> names, int index) {
        return names.stream().filter(name -> !name.equals(names.get(index))).toList();
    }
}
