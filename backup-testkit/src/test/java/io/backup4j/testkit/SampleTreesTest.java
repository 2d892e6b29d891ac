package io.backup4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.testkit.SampleTrees.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTreesTest {
    @TempDir
    private Path temp;

    @Test
    void sameSeed_makesTheSameTree() throws IOException {
        SampleTrees.of(5).make(temp.resolve("one"), Shape.MIXED);
        SampleTrees.of(5).make(temp.resolve("other"), Shape.MIXED);
        SampleTrees.of(6).make(temp.resolve("third"), Shape.MIXED);

        snapshot("other").assertSameAs(snapshot("one"));
        assertThat(snapshot("one").differences(snapshot("third"))).hasSizeGreaterThan(1_000);
    }

    @Test
    void changes_areToldAndRepeatable() throws IOException {
        SampleTrees one = SampleTrees.of(7);
        SampleTrees other = SampleTrees.of(7);
        one.make(temp.resolve("one"), Shape.MIXED);
        other.make(temp.resolve("other"), Shape.MIXED);
        TreeSnapshot before = snapshot("one");

        List<String> done = one.change(temp.resolve("one"), 30);
        assertThat(done).hasSize(30).isEqualTo(other.change(temp.resolve("other"), 30));
        snapshot("other")
                .ignoring(TreeAspect.MODIFIED)
                .assertSameAs(snapshot("one").ignoring(TreeAspect.MODIFIED));
        assertThat(before.differences(snapshot("one"))).hasSizeGreaterThan(15);
    }

    @Test
    void change_ofAnEmptyDirectoryAddsSomething() throws IOException {
        assertThat(SampleTrees.of(1).change(temp, 1)).singleElement().asString().startsWith("Added ");
        assertThat(TreeSnapshot.of(temp).paths()).hasSize(1);
    }

    @Test
    void everyDifference_isFoundAndNamed() throws IOException {
        assertDifference("missing, should be file", file -> Files.delete(file));
        assertDifference("SHA-256", file -> Files.writeString(file, "other "));
        assertDifference("MODE should be 644, is 600", file -> mode(file, "rw-------"));
        assertDifference("MODIFIED should be", file -> Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH)));
        assertDifference("HARD_LINKS should be first name, is same file as a", file -> {
            Files.delete(file);
            Files.createLink(file, file.resolveSibling("a"));
        });
        assertDifference("link to nowhere", file -> {
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("nowhere"));
        });
    }

    @Test
    void extendedAttributes_countWhereTheFileSystemHasThem() throws IOException {
        Path file = Files.createFile(temp.resolve("f"));
        TreeSnapshot before = TreeSnapshot.of(temp);
        assumeTrue(setAttribute(file), "No extended attributes in " + temp);

        assertThat(before.differences(TreeSnapshot.of(temp)))
                .containsExactly("f: EXTENDED should be , is {key=76616c7565}");
    }

    @Test
    void oneNanosecond_isADifference() throws IOException {
        FileTime time = FileTime.from(Instant.ofEpochSecond(1_000, 123_456_789));
        Path file = Files.setLastModifiedTime(Files.createFile(temp.resolve("f")), time);
        TreeSnapshot before = TreeSnapshot.of(temp);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000, 123_456_788)));

        assertThat(before.differences(TreeSnapshot.of(temp))).hasSize(1);
    }

    @Test
    void ignoredAspects_areNoDifference() throws IOException {
        Path file = Files.createFile(temp.resolve("f"));
        TreeSnapshot before = TreeSnapshot.of(temp).ignoring(TreeAspect.MODE, TreeAspect.MODIFIED);
        mode(file, "rwx------");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        TreeSnapshot.of(temp).ignoring(TreeAspect.MODE, TreeAspect.MODIFIED).assertSameAs(before);
    }

    private interface FileAction {
        void accept(Path file) throws IOException;
    }

    /** The trees are equal, then something is done to one file of the second. */
    private void assertDifference(String expected, FileAction action) throws IOException {
        Path first = Files.createTempDirectory(temp, "first");
        Path second = Files.createTempDirectory(temp, "second");
        for (Path directory : List.of(first, second)) {
            for (String name : List.of("a", "b")) {
                Path file = Files.writeString(directory.resolve(name), "text");
                mode(file, "rw-r--r--");
                Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_000_000)));
            }
        }
        snapshotOfFiles(second).assertSameAs(snapshotOfFiles(first));
        action.accept(second.resolve("b"));

        assertThatThrownBy(() -> snapshotOfFiles(second).assertSameAs(snapshotOfFiles(first)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(expected);
    }

    private static TreeSnapshot snapshotOfFiles(Path directory) throws IOException {
        Files.setLastModifiedTime(directory, FileTime.from(Instant.EPOCH));
        return TreeSnapshot.of(directory);
    }

    private TreeSnapshot snapshot(String name) throws IOException {
        return TreeSnapshot.of(temp.resolve(name)).ignoring(TreeAspect.LINK_MODIFIED);
    }

    private static boolean setAttribute(Path file) {
        try {
            Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                    .write("key", StandardCharsets.UTF_8.encode("value"));
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
