package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.testkit.InMemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DiffTest {
    private final BackupRepository repository = BackupRepository.create(new InMemoryStore(), Encryption.none());

    @AfterEach
    void close() {
        repository.close();
    }

    /** What differs, each like {@code MOVED a b}. */
    private List<String> diff(MemorySource before, MemorySource after) {
        RestorePoint from = repository.backup(before);
        RestorePoint to = repository.backup(after);
        return repository.diff(from.id(), to.id()).changes().stream()
                .map(change -> Stream.of(change.before(), change.after())
                        .filter(entry -> entry != null)
                        .map(entry -> entry.path().toString())
                        .distinct()
                        .reduce(change.kind().name(), (line, path) -> line + ' ' + path))
                .toList();
    }

    private static MemorySource source() {
        return new MemorySource();
    }

    private static byte[] content(int value) {
        return new byte[] {(byte) value, 1, 2};
    }

    private static Entry link(String path, String file) {
        return link(path, file, null);
    }

    private static Entry link(String path, String file, Instant modified) {
        return new Entry(EntryPath.of(path), EntryKind.HARD_LINK, 0, modified, null, ByteString.utf8(file), Map.of());
    }

    @Nested
    @DisplayName("Of several names of one file")
    final class OneFile {
        private final MemorySource two = source().file("a", content(7)).entry(link("b", "a"));

        @Test
        @DisplayName("the first one that goes leaves the others unchanged")
        void firstDeleted() {
            assertThat(diff(two, source().file("b", content(7)))).containsExactly("DELETED a");
        }

        @Test
        @DisplayName("a new one that comes first leaves the others unchanged")
        void newFirst() {
            MemorySource after =
                    source().file("0", content(7)).entry(link("a", "0")).entry(link("b", "0"));

            assertThat(diff(two, after)).containsExactly("ADDED 0");
        }

        @Test
        @DisplayName("each can be moved")
        void moved() {
            assertThat(diff(two, source().file("a", content(7)).entry(link("c", "a"))))
                    .containsExactly("MOVED b c");
            assertThat(diff(two, source().file("b", content(7)).entry(link("c", "b"))))
                    .containsExactly("MOVED a c");
            assertThat(diff(two, source().file("0", content(7)).entry(link("b", "0"))))
                    .containsExactly("MOVED a 0");
        }

        @Test
        @DisplayName("each is modified when the file is")
        void modified() {
            MemorySource after = source().file("a", content(8)).entry(link("b", "a", Instant.EPOCH));

            assertThat(diff(two, after)).containsExactly("MODIFIED a", "MODIFIED b");
            assertThat(diff(two, source().file("b", content(8)))).containsExactly("DELETED a", "MODIFIED b");
        }

        @Test
        @DisplayName("one that becomes a file of its own has changed, and one that becomes a name of another")
        void linkedAnew() {
            MemorySource apart = source().file("a", content(7)).file("b", content(7));
            MemorySource three =
                    source().file("a", content(7)).file("b", content(7)).entry(link("c", "a"));
            MemorySource other =
                    source().file("a", content(7)).file("b", content(7)).entry(link("c", "b"));

            assertThat(diff(two, apart)).containsExactly("ATTRIBUTES b");
            assertThat(diff(apart, two)).containsExactly("ATTRIBUTES b");
            assertThat(diff(three, other)).containsExactly("ATTRIBUTES c");
        }

        @Test
        @DisplayName("one that becomes something else is modified")
        void otherKind() {
            Entry directory = new Entry(EntryPath.of("b"), EntryKind.DIRECTORY, 0, null, null, null, Map.of());

            assertThat(diff(two, source().file("a", content(7)).entry(directory)))
                    .containsExactly("MODIFIED b");
        }

        @Test
        @DisplayName("one whose file is in no restore point is compared by what it links to")
        void lostFile() {
            assertThat(diff(source().entry(link("b", "lost")), source().entry(link("b", "gone"))))
                    .containsExactly("MODIFIED b");
        }
    }
}
