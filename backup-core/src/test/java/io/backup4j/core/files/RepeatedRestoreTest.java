package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.api.RestoreSession;
import io.backup4j.testkit.BytesContent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedRestoreTest {
    private static final EntryContent NOTHING = BytesContent.of(new byte[0]);

    @TempDir
    Path directory;

    @Test
    @DisplayName("A link that is there is kept, however many slashes the backup has of it")
    void slashes() throws Exception {
        FileTreeTarget target = FileTreeTarget.into(directory.resolve("target"));
        List<Entry> links = List.of(link("a", "//some//where"), link("b", "some//where/"), link("c", "\u00e4//\u00f6"));

        restore(target, links);
        restore(target, links);

        List<PlannedAction> actions = new ArrayList<>();
        target.plan(links, actions::add);
        assertThat(actions).extracting(PlannedAction::action).containsOnly(Action.KEEP);
        assertThat(Files.readSymbolicLink(directory.resolve("target/b"))).hasToString("some/where/");
    }

    @Test
    @DisplayName("A directory that its owner may not write to is filled all the same when it may be overwritten")
    void readOnlyDirectory() throws Exception {
        Path from = Files.createDirectories(directory.resolve("from/closed")).getParent();
        Path to = directory.resolve("to");
        assumeTrue(FileStat.isUnix(from), "This system has no permissions");
        assumeTrue(FileStat.of(from).uid() != 0, "The superuser may write anywhere; run this as an ordinary user too");
        Path file = Files.writeString(from.resolve("closed/file"), "new");
        close(from.resolve("closed"));
        Bridge.copy(FileTreeSource.of(from), FileTreeTarget.into(to));
        Files.writeString(to.resolve("closed/file"), "old, and longer");
        Files.setLastModifiedTime(to.resolve("closed/file"), FileTime.fromMillis(0));

        assertThat(Bridge.copy(FileTreeSource.of(from), FileTreeTarget.into(to).overwriting()))
                .isEmpty();

        assertThat(to.resolve("closed/file")).hasSameTextualContentAs(file);
        assertThat(Files.getPosixFilePermissions(to.resolve("closed")))
                .isEqualTo(PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    private static void close(Path place) throws Exception {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    private static Entry link(String name, String to) {
        return new Entry(EntryPath.of(name), EntryKind.SYMBOLIC_LINK, 0, null, null, ByteString.utf8(to), Map.of());
    }

    private static void restore(FileTreeTarget target, List<Entry> entries) throws Exception {
        try (RestoreSession session = target.open()) {
            for (Entry entry : entries) {
                session.restore(entry, NOTHING);
            }
            session.finish();
        }
    }
}
