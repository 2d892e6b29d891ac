package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.ByteString;
import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryContent;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PlannedAction;
import io.backup4j.api.PlannedAction.Action;
import io.backup4j.api.RestoreSession;
import io.backup4j.testkit.BytesContent;
import io.backup4j.testkit.SampleTrees;
import io.backup4j.testkit.SampleTrees.Shape;
import io.backup4j.testkit.TreeAspect;
import io.backup4j.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(ExistingFiles.class)
    @DisplayName("Over an identical tree nothing is written and no time changes")
    void identicalTree(ExistingFiles existing) throws Exception {
        Path from = directory.resolve("from");
        Path to = directory.resolve("to");
        SampleTrees trees = SampleTrees.random();
        for (Shape shape : List.of(Shape.DEEP, Shape.LINKS, Shape.UNICODE, Shape.SPARSE)) {
            trees.make(from.resolve(shape.name()), shape);
        }
        Bridge.copy(FileTreeSource.of(from), FileTreeTarget.into(to));
        TreeSnapshot restored = TreeSnapshot.of(to);
        Map<Path, Object> files = fileKeys(to);

        assertThat(Bridge.copy(FileTreeSource.of(from), target(to, existing))).isEmpty();

        TreeSnapshot.of(to).assertSameAs(restored);
        assertThat(fileKeys(to)).isEqualTo(files);
        TreeSnapshot.of(to)
                .ignoring(TreeAspect.LINK_MODIFIED)
                .assertSameAs(TreeSnapshot.of(from).ignoring(TreeAspect.LINK_MODIFIED));
    }

    @ParameterizedTest
    @EnumSource(ExistingFiles.class)
    @DisplayName("A directory that is not restored itself keeps its time when nothing new comes into it")
    void directoryThatIsNotRestored(ExistingFiles existing) throws Exception {
        Path to = Files.createDirectory(directory.resolve("to"));
        List<Entry> entries = List.of(link("a", "somewhere"));
        restore(FileTreeTarget.into(to), entries);
        FileTime time = FileTime.from(Instant.parse("2001-02-03T04:05:06.123456789Z"));
        Files.setLastModifiedTime(to, time);

        restore(target(to, existing), entries);

        assertThat(Files.getLastModifiedTime(to)).isEqualTo(time);
    }

    private static FileTreeTarget target(Path root, ExistingFiles existing) {
        FileTreeTarget target = FileTreeTarget.into(root);
        return switch (existing) {
            case REFUSE -> target;
            case OVERWRITE -> target.overwriting();
            case MIRROR -> target.mirroring();
        };
    }

    /** A file that is written anew has another one. */
    private static Map<Path, Object> fileKeys(Path root) throws Exception {
        Map<Path, Object> keys = new HashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                keys.put(file, String.valueOf(attributes(file).fileKey()));
            }
        }
        return keys;
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static void close(Path place) throws Exception {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    private static Entry link(String name, String to) {
        return new Entry(EntryPath.of(name), EntryKind.SYMBOLIC_LINK, 0, null, null, ByteString.utf8(to), Map.of());
    }

    private static void restore(FileTreeTarget target, List<Entry> entries) throws Exception {
        try (RestoreSession session = target.open(CancelSignal.never())) {
            for (Entry entry : entries) {
                session.restore(entry, NOTHING);
            }
            session.finish();
        }
    }
}
