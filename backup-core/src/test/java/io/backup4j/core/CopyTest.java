package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryPath;
import io.backup4j.api.Granularity;
import io.backup4j.core.MemorySource.Item;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopyTest {
    private static final EntryPath FILE = EntryPath.of("file");
    private static final ByteString CONTENT = ByteString.utf8("content");
    private static final Map<String, ByteString> ATTRIBUTES =
            Map.of("user.one", ByteString.utf8("1"), "user.two", ByteString.utf8("2"));

    private final BackupRepository original = BackupRepository.create(new InMemoryStore(), Encryption.none());
    private final BackupRepository copies = BackupRepository.create(new InMemoryStore(), Encryption.none());
    private final MemorySource source = new MemorySource();

    @Test
    void changeOfAnExtendedAttribute_isCopied() {
        copied(ATTRIBUTES);

        for (Map<String, ByteString> changed : List.of(
                Map.of("user.one", ByteString.utf8("1"), "user.two", ByteString.utf8("3")),
                Map.of("user.one", ByteString.utf8("1")),
                Map.<String, ByteString>of())) {
            BackupReport copy = copied(changed);

            MemoryTarget target = new MemoryTarget(1);
            copies.restore(copy.point(), target);
            assertThat(target.entries().get(FILE).extended()).isEqualTo(changed);
            assertThat(target.contents().get(FILE)).isEqualTo(CONTENT);
        }
    }

    @Test
    void fileWithExtendedAttributesThatDidNotChange_isNotReadAgain() {
        assertThat(copied(ATTRIBUTES).entriesRead()).isEqualTo(1);
        assertThat(copied(ATTRIBUTES).entriesRead()).isZero();
    }

    private BackupReport copied(Map<String, ByteString> attributes) {
        Entry entry = Entry.file(FILE, CONTENT.length()).withExtended(attributes);
        source.items.put(FILE, new Item(entry, CONTENT, ByteString.empty(), Granularity.contentDefined()));
        return original.run(new CopyRequest(original.backup(source).id(), copies));
    }
}
