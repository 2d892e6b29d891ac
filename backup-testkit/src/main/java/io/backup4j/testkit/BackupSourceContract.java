package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.BackupSource;
import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePointId;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.testkit.SourceReading.Content;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link BackupSource} promises, sentence by sentence. Extend it, say how the source is made, and run it; see
 * the description of this package.
 */
public abstract class BackupSourceContract {
    private final RecordingContext context = new RecordingContext(Clock.systemUTC());

    /** Returns a source with at least two entries that have content; called again in the same test, one of the same data. */
    protected abstract BackupSource source() throws Exception;

    /**
     * Changes the content of an entry of the data, while snapshots may be open.
     *
     * @return false when there is no way to do so; the tests that need it are then skipped
     */
    protected abstract boolean changeData() throws Exception;

    /** Returns whether a snapshot stays as it is when the data changes. A tree of files does not. */
    protected boolean isUnmovedByChanges() {
        return true;
    }

    /** Returns a source whose data is not there; empty when there can be no such thing. */
    protected Optional<BackupSource> missingSource() throws Exception {
        return Optional.empty();
    }

    /** Fails when something is still held although every snapshot was closed: a connection, a lock, a temporary file. */
    protected void assertReleased() throws Exception {}

    /** Returns words that the source must keep to itself, for instance a password. */
    protected List<String> secrets() {
        return List.of();
    }

    @Test
    @DisplayName("A source says what kind it is and where its data lies, always the same, and no secrets")
    void kindAndPlace() throws Exception {
        BackupSource source = source();

        assertThat(source.type()).matches("[a-z][a-z0-9-]*").isEqualTo(source().type());
        assertThat(source.location()).isNotBlank().isEqualTo(source().location());
        assertNoSecrets(source.location());
        assertNoSecrets(source.toString());
    }

    @Test
    @DisplayName("Entries come in the order of their paths, each path once, and after the last comes none")
    void entriesInOrder() throws Exception {
        try (SourceSnapshot snapshot = open()) {
            List<EntryPath> paths = SourceReading.walk(snapshot).stream()
                    .map(e -> e.entry().path())
                    .toList();
            assertThat(paths).isSorted().doesNotHaveDuplicates();
            assertThat(snapshot.next()).isNull();
            assertThat(snapshot.next()).isNull();
        }
    }

    @Test
    @DisplayName("Only directories hold other entries, and a hard link names a file that stands before it")
    void entriesFitTogether() throws Exception {
        Map<EntryPath, Entry> before = new HashMap<>();
        try (SourceSnapshot snapshot = open()) {
            for (SourceEntry each : SourceReading.walk(snapshot)) {
                Entry entry = each.entry();
                before.values().stream()
                        .filter(other -> entry.path().startsWith(other.path()))
                        .forEach(holder ->
                                assertThat(holder.kind()).as("%s", entry).isEqualTo(EntryKind.DIRECTORY));
                if (entry.kind() == EntryKind.HARD_LINK && entry.link() != null) {
                    EntryPath file = EntryPath.ofBytes(entry.link().toByteArray());
                    assertThat(before).as("file of %s", entry).containsKey(file);
                    assertThat(before.get(file)).extracting(Entry::kind).isEqualTo(EntryKind.FILE);
                }
                Entry described = each.describe();
                assertThat(described.path()).isEqualTo(entry.path());
                assertThat(described.kind()).isEqualTo(entry.kind());
                before.put(entry.path(), entry);
            }
        }
    }

    @Test
    @DisplayName("Content is as long as its entry says, where it says so, and nobody complains after reading it")
    void contentFitsTheEntry() throws Exception {
        List<Content> contents = contents();

        assertThat(contents).filteredOn(content -> !content.bytes().isEmpty()).hasSizeGreaterThan(1);
        for (Content content : contents) {
            assertThat(content.complaint()).as("%s", content.path()).isEmpty();
            if (content.entry().size() != Entry.UNKNOWN_SIZE) {
                assertThat(content.entry().size())
                        .as("%s", content.path())
                        .isEqualTo(content.bytes().length());
            }
        }
        assertThat(context.issues()).isEmpty();
    }

    @Test
    @DisplayName("Entries can be read by several threads at once, in any order, after the walk has gone on")
    void concurrentReading() throws Exception {
        List<Content> read = new CopyOnWriteArrayList<>();
        try (SourceSnapshot snapshot = open()) {
            List<SourceEntry> entries = SourceReading.walk(snapshot);
            Collections.reverse(entries);
            ConcurrentLinkedQueue<SourceEntry> queue = new ConcurrentLinkedQueue<>(entries);
            Together.run(4, thread -> {
                for (SourceEntry entry = queue.poll(); entry != null; entry = queue.poll()) {
                    read.add(SourceReading.read(entry));
                }
                return true;
            });
        }
        assertThat(SourceReading.keys(read)).containsExactlyInAnyOrderElementsOf(SourceReading.keys(contents()));
    }

    @Test
    @DisplayName("Content that is given up half-way does not disturb the others")
    void givenUpContent() throws Exception {
        List<String> expected = SourceReading.keys(contents());
        try (SourceSnapshot snapshot = open();
                SourceSnapshot other = open()) {
            for (SourceEntry entry : SourceReading.walk(snapshot)) {
                if (entry.entry().kind() == EntryKind.FILE) {
                    InputStream in = entry.open();
                    in.read();
                    in.close();
                }
            }
            assertThat(SourceReading.keys(SourceReading.readAll(other))).isEqualTo(expected);
        }
        assertReleased();
    }

    @Test
    @DisplayName("Two snapshots that are open at once show the same")
    void twoSnapshots() throws Exception {
        try (SourceSnapshot one = open();
                SourceSnapshot other = open()) {
            assertThat(SourceReading.keys(SourceReading.readAll(one)))
                    .isEqualTo(SourceReading.keys(SourceReading.readAll(other)));
        }
    }

    @Test
    @DisplayName("A new snapshot shows what has changed")
    void newSnapshotShowsChanges() throws Exception {
        List<String> before = SourceReading.keys(contents());
        assumeTrue(changeData(), "There is no way to change the data");

        assertThat(SourceReading.keys(contents())).isNotEqualTo(before);
    }

    @Test
    @DisplayName("An open snapshot does not show what changes later")
    void openSnapshotIsUnmoved() throws Exception {
        assumeTrue(isUnmovedByChanges(), "This source shows its data as it is at the moment of reading");
        List<String> before = SourceReading.keys(contents());
        try (SourceSnapshot snapshot = open()) {
            assumeTrue(changeData(), "There is no way to change the data");
            assertThat(SourceReading.keys(SourceReading.readAll(snapshot))).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("Equal stamps mean equal content, also after a change")
    void stamps() throws Exception {
        Map<EntryPath, ByteString> oldStamps = stamps(open());
        Map<EntryPath, String> oldContents = keysByPath();
        assumeTrue(changeData(), "There is no way to change the data");
        Map<EntryPath, String> newContents = keysByPath();

        stamps(open()).forEach((path, stamp) -> {
            if (!stamp.isEmpty() && stamp.equals(oldStamps.getOrDefault(path, ByteString.empty()))) {
                assertThat(newContents.get(path)).isEqualTo(oldContents.get(path));
            }
        });
    }

    @Test
    @DisplayName("What the source keeps beside its entries holds no secrets")
    void properties() throws Exception {
        try (SourceSnapshot snapshot = open()) {
            SourceReading.walk(snapshot);
            assertNoSecrets(snapshot.properties().toString());
        }
    }

    @Test
    @DisplayName("Closing releases everything, at whatever moment, and closing twice does no harm")
    void closing() throws Exception {
        SourceSnapshot untouched = open();
        SourceSnapshot begun = open();
        begun.next();
        SourceSnapshot committed = open();
        SourceReading.readAll(committed);
        committed.committed(new RestorePointId("0".repeat(32)));
        for (SourceSnapshot snapshot : List.of(untouched, begun, committed)) {
            snapshot.close();
            snapshot.close();
        }
        assertReleased();
    }

    @Test
    @DisplayName("A source whose data is not there says so when it is opened, by name and without secrets")
    void missing() throws Exception {
        Optional<BackupSource> missing = missingSource();
        assumeTrue(missing.isPresent(), "The data of this source cannot be missing");

        assertThatThrownBy(() -> missing.get().open(context).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.get().location())
                .satisfies(e -> assertNoSecrets(String.valueOf(e)));
        assertReleased();
    }

    private SourceSnapshot open() throws Exception {
        return source().open(context);
    }

    private List<Content> contents() throws Exception {
        try (SourceSnapshot snapshot = open()) {
            return SourceReading.readAll(snapshot);
        }
    }

    private Map<EntryPath, String> keysByPath() throws Exception {
        Map<EntryPath, String> keys = new HashMap<>();
        contents().forEach(content -> keys.put(content.path(), content.key()));
        return keys;
    }

    private static Map<EntryPath, ByteString> stamps(SourceSnapshot opened) throws IOException {
        Map<EntryPath, ByteString> stamps = new HashMap<>();
        try (SourceSnapshot snapshot = opened) {
            SourceReading.walk(snapshot)
                    .forEach(entry -> stamps.put(entry.entry().path(), entry.stamp()));
        }
        return stamps;
    }

    private void assertNoSecrets(String text) {
        for (String secret : secrets()) {
            assertThat(text).doesNotContain(secret);
        }
    }
}
