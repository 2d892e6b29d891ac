package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree that changes while it is backed up, or cannot be read. */
class MovingTreeTest {
    private final RecordingContext context = new RecordingContext(Clock.systemUTC());

    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(directory.resolve("root"));
    }

    @Test
    void whatCannotBeRead_isReportedAndTheWalkGoesOn() throws IOException {
        Programs.assumeUnix();
        Programs.assumeNotRoot(root);
        make("closed/inside");
        Path file = make("file");
        make("last");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("---------"));
        try {
            List<SourceEntry> entries = Bridge.entries(FileTreeSource.of(root), context);

            assertThat(entries)
                    .extracting(e -> e.entry().path().toString())
                    .containsExactly("", "closed", "file", "last");
            assertThat(context.issues())
                    .containsExactly(EntryIssue.of(
                            EntryPath.of("closed"),
                            Severity.MISSING,
                            "What is in the directory is missing: permission denied"));
            assertThatThrownBy(entries.get(2)::open)
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessageContaining("Permission denied");
        } finally {
            Files.setPosixFilePermissions(root.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void whatVanishes_isToldByWhoReadsIt() throws IOException {
        Path file = make("file");
        SourceEntry entry = source("file");
        Files.delete(file);

        assertThatThrownBy(entry::open)
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("vanished since it was listed");
    }

    @Test
    void whatChangesWhileItIsRead_isTold() throws IOException {
        Path file = make("file");
        SourceEntry entry = source("file");
        try (InputStream in = entry.open()) {
            Files.writeString(file, "longer");
            assertThat(in.readAllBytes()).hasSize(6);
        }

        assertThat(entry.afterRead(6)).startsWith("Changed while it was backed up: 4 bytes of ");
    }

    @Test
    void whatIsReplacedByAnotherFileOfTheSameSizeAndTime_isTold() throws IOException {
        Programs.assumeUnix();
        Path file = make("file");
        SourceEntry entry = source("file");
        Path other = make("other");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.delete(file);
        Files.move(other, file);

        assertThat(entry.afterRead(4)).startsWith("Changed");
    }

    @Test
    void whatIsReadCompletely_isNoTrouble() throws IOException {
        make("file");
        SourceEntry entry = source("file");
        try (InputStream in = entry.open()) {
            assertThat(in.read()).isEqualTo('f');
            assertThat(in.read(new byte[0])).isZero();
            assertThat(in.readAllBytes()).hasSize(3);
            assertThat(in.read()).isNegative();
        }
        assertThat(entry.afterRead(4)).isEmpty();
        assertThat(entry.afterRead(3)).startsWith("Changed");
    }

    @Test
    void fileThatBecomesALink_isNotFollowed() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        Path file = make("file");
        SourceEntry entry = source("file");
        Files.delete(file);
        Files.createSymbolicLink(file, secret);

        assertThatThrownBy(entry::open).isInstanceOf(IOException.class);
    }

    @Test
    void hardLinksWhoseFirstNameIsReplaced_keepTheirContent() throws IOException {
        Programs.assumeUnix();
        makeLinks("a", "z");
        List<SourceEntry> entries = Bridge.entries(FileTreeSource.of(root));
        replace("a");

        SourceEntry first = entries.get(1);
        assertThat(read(first)).isEqualTo("four");
        assertThat(first.afterRead(4)).isEmpty();
        assertThat(entries.get(2).entry().link()).isEqualTo(ByteString.utf8("a"));
    }

    @Test
    void hardLinksWhoseFirstNameIsRemoved_keepTheirContent() throws IOException {
        Programs.assumeUnix();
        makeLinks("a", "y", "z");
        List<SourceEntry> entries = Bridge.entries(FileTreeSource.of(root));
        Files.delete(root.resolve("a"));
        replace("y");

        assertThat(read(entries.get(1))).isEqualTo("four");
        assertThat(entries.get(1).describe().path()).isEqualTo(EntryPath.of("a"));
        assertThat(entries.get(1).afterRead(4)).isEmpty();
    }

    @Test
    void hardLinkThatComesWhenTheFirstNameIsLost_isAFileItself() throws IOException {
        Programs.assumeUnix();
        makeLinks("a", "y", "z");
        try (SourceSnapshot snapshot = FileTreeSource.of(root).open(context)) {
            assertThat(snapshot.next()).isNotNull();
            SourceEntry first = Objects.requireNonNull(snapshot.next());
            replace("a");

            assertThat(read(first)).isEqualTo("replaced");
            assertThat(first.afterRead(8)).startsWith("Changed");
            SourceEntry second = Objects.requireNonNull(snapshot.next());
            assertThat(second.entry().kind()).isEqualTo(EntryKind.FILE);
            assertThat(read(second)).isEqualTo("four");
            assertThat(Objects.requireNonNull(snapshot.next()).entry().link()).isEqualTo(ByteString.utf8("y"));
        }
    }

    @Test
    void hardLinksThatAreAllReplaced_areNotGivenTheContentOfAnotherFile() throws IOException {
        Programs.assumeUnix();
        makeLinks("a", "z");
        List<SourceEntry> entries = Bridge.entries(FileTreeSource.of(root));
        replace("a");
        replace("z");

        assertThatThrownBy(entries.get(1)::open)
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("Another file has its name since it was listed");
    }

    @Test
    void directoryThatBecomesALink_isNotEntered() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("secret"), "secret");
        Path inner = Files.createDirectory(root.resolve("directory"));
        FileStat stat = FileStat.of(inner);
        Files.delete(inner);
        Files.createSymbolicLink(inner, elsewhere);

        List<Item> items = new TreeReader(TreeOptions.DEFAULT, stat.device()).root(inner, stat);
        Item.Node node = (Item.Node) items.get(items.size() - 1);
        List<Item> found = Objects.requireNonNull(node.inside()).work();
        assertThat(found)
                .singleElement()
                .isInstanceOf(Item.Trouble.class)
                .asString()
                .contains("replaced meanwhile");
    }

    /** Makes a file that holds four bytes, or a directory when the name ends with a slash. */
    private Path make(String name) throws IOException {
        Path path = root.resolve(name);
        if (name.endsWith("/")) {
            return Files.createDirectories(path);
        }
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        return Files.writeString(path, "four");
    }

    private void makeLinks(String first, String... others) throws IOException {
        Path file = make(first);
        for (String other : others) {
            Files.createLink(root.resolve(other), file);
        }
    }

    private void replace(String name) throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "replaced");
        Files.move(other, root.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String read(SourceEntry entry) throws IOException {
        try (InputStream in = entry.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private SourceEntry source(String name) throws IOException {
        return Bridge.entries(FileTreeSource.of(root)).stream()
                .filter(entry -> entry.entry().path().equals(EntryPath.of(name)))
                .findFirst()
                .orElseThrow();
    }
}
