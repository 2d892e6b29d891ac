package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PosixAttributes;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeSourceTest {
    private static final Instant TIME = Instant.parse("2003-04-05T06:07:08.123456789Z");

    private final RecordingContext context = new RecordingContext(Clock.systemUTC());

    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(directory.resolve("root"));
    }

    @Test
    void entries_comeInTheOrderOfTheirPaths_beginningWithTheDirectoryItself() throws IOException {
        for (String name : List.of("b", "a/z", "a-/x", "a.", "a/\u00e4", "empty/", "B")) {
            make(name);
        }

        assertThat(paths(FileTreeSource.of(root)))
                .containsExactly("", "B", "a", "a/z", "a/\u00e4", "a-", "a-/x", "a.", "b", "empty");
    }

    @Test
    void attributes_areKept() throws IOException {
        Programs.assumeUnix();
        Path file = make("file");
        Files.setAttribute(file, "unix:mode", 04751);
        Files.setLastModifiedTime(file, FileTime.from(TIME));
        Files.setAttribute(root, "unix:mode", 01777);
        FileStat stat = FileStat.of(file);

        Entry entry = entry("file");
        assertThat(entry.modified()).isEqualTo(TIME);
        assertThat(entry.size()).isEqualTo(4);
        assertThat(entry.posix())
                .isEqualTo(new PosixAttributes(
                        04751,
                        stat.uid(),
                        stat.gid(),
                        Files.getOwner(file).getName(),
                        Objects.toString(Files.getAttribute(file, "posix:group"))));
        assertThat(Objects.requireNonNull(entry("").posix()).mode()).isEqualTo(01777);
    }

    @Test
    void ownerWithoutName_isKeptAsNumber() throws IOException {
        Programs.assumeUnix();
        Path file = make("file");
        Programs.assumeRoot(file);
        Files.setAttribute(file, "unix:uid", (int) 4_000_000_001L);
        Files.setAttribute(file, "unix:gid", 1_234_567);

        assertThat(entry("file").posix())
                .isEqualTo(new PosixAttributes(FileStat.of(file).permissions(), 4_000_000_001L, 1_234_567, "", ""));
    }

    @Test
    void symbolicLinks_areNotFollowed() throws IOException {
        make("directory/inside");
        Files.createSymbolicLink(root.resolve("to directory"), Path.of("directory"));
        Files.createSymbolicLink(root.resolve("nowhere"), Path.of("/no/such/place"));

        Entry link = entry("to directory");
        assertThat(link.kind()).isEqualTo(EntryKind.SYMBOLIC_LINK);
        assertThat(link.link()).isEqualTo(ByteString.utf8("directory"));
        assertThat(link.size()).isZero();
        assertThat(entry("nowhere").link()).isEqualTo(ByteString.utf8("/no/such/place"));
        assertThat(paths(FileTreeSource.of(root))).hasSize(5);
    }

    @Test
    void furtherNames_areHardLinksToTheFirst() throws IOException {
        Path file = make("b/first");
        Files.createLink(root.resolve("c"), file);
        Files.createLink(root.resolve("b/second"), file);
        Files.createLink(directory.resolve("outside"), file);

        assertThat(entry("b/first").kind()).isEqualTo(EntryKind.FILE);
        for (String name : List.of("b/second", "c")) {
            assertThat(entry(name).kind()).isEqualTo(EntryKind.HARD_LINK);
            assertThat(entry(name).link()).isEqualTo(ByteString.utf8("b/first"));
        }
        assertThat(Bridge.entries(FileTreeSource.of(root).excluding("first")))
                .filteredOn(e -> e.entry().kind() == EntryKind.HARD_LINK)
                .extracting(e -> e.entry().link())
                .containsExactly(ByteString.utf8("b/second"));
    }

    @Test
    void extendedAttributes_areKept() throws IOException {
        make("directory/file");
        assumeExtendedAttributes();
        view("directory/file").write("note", ByteBuffer.wrap(new byte[] {1, 0, (byte) 0xff}));
        view("directory").write("empty", ByteBuffer.allocate(0));

        assertThat(entry("directory/file").extended()).isEqualTo(Map.of("user.note", ByteString.of(new byte[] {
            1, 0, (byte) 0xff
        })));
        assertThat(entry("directory").extended()).isEqualTo(Map.of("user.empty", ByteString.empty()));
        assertThat(entry("").extended()).isEmpty();
    }

    @Test
    void extendedAttributesThatCannotBeRead_areLookedForAgain() throws IOException {
        make("file");
        assumeExtendedAttributes();
        Files.setLastModifiedTime(root.resolve("file"), FileTime.from(TIME));
        RecordingContext context = new RecordingContext(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
        SourceEntry file = Bridge.entries(FileTreeSource.of(root), context).get(1);
        assertThat(file.stamp()).isNotEqualTo(ByteString.empty());
        Files.delete(root.resolve("file"));

        file.describe();

        assertThat(context.issues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("no extended attributes"));
        assertThat(file.stamp()).isEqualTo(ByteString.empty());
    }

    @Test
    void specialFiles_areLeftOutWithAWarning() throws Exception {
        Programs.assumeProgram("mkfifo");
        make("file");
        Programs.run("mkfifo", root.resolve("pipe").toString());

        assertThat(paths(FileTreeSource.of(root))).containsExactly("", "file");
        assertThat(context.issues())
                .containsExactly(EntryIssue.of(
                        EntryPath.of("pipe"), Severity.WARNING, "Left out: a named pipe has no content to back up"));
    }

    @Test
    void missingSource_isToldWhenItIsOpened() {
        FileTreeSource source = FileTreeSource.of(directory.resolve("nowhere"));

        assertThatThrownBy(() -> source.open(context))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(source.location())
                .hasMessageContaining("does not exist");
    }

    @Test
    void singleFile_isOneEntryOfItsName() throws IOException {
        Path file = make("file");

        assertThat(paths(FileTreeSource.of(file))).containsExactly("file");
        assertThatThrownBy(() -> FileTreeSource.of(Path.of("/dev/null")).open(context))
                .hasMessageContaining("Neither a directory nor a file but a character device");
    }

    @Test
    void givenPath_mayLeadThroughLinks() throws IOException {
        make("file");
        Path link = Files.createSymbolicLink(directory.resolve("link"), root);

        assertThat(paths(FileTreeSource.of(link))).containsExactly("", "file");
        assertThat(FileTreeSource.of(link).location()).isEqualTo(link.toString());
        assertThat(FileTreeSource.of(Path.of(".")).location())
                .isEqualTo(Path.of("").toAbsolutePath().toString());
    }

    @Test
    void manyFilesInOneDirectory_comeInOrder() throws IOException {
        int files = 20_000;
        Files.createDirectory(root.resolve("many"));
        for (int i = 0; i < files; i++) {
            Files.createFile(root.resolve(name(i)));
        }
        make("then");

        List<String> paths = paths(FileTreeSource.of(root));
        assertThat(paths).hasSize(files + 3).startsWith("", "many", name(0)).endsWith("then");
        assertThat(paths.subList(2, files + 2))
                .isEqualTo(IntStream.range(0, files)
                        .mapToObj(FileTreeSourceTest::name)
                        .toList());
    }

    @Test
    void closingAmidTheWalk_endsTheThreads() throws IOException {
        for (int i = 0; i < 300; i++) {
            make("d" + i + "/e/file");
        }
        try (SourceSnapshot snapshot = FileTreeSource.of(root).open(context)) {
            for (int i = 0; i < 10; i++) {
                assertThat(snapshot.next()).isNotNull();
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("backup4j-walk"));
    }

    private static String name(int i) {
        return String.format(Locale.ROOT, "many/%05d", i);
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

    private List<String> paths(FileTreeSource source) throws IOException {
        return Bridge.entries(source, context).stream()
                .map(entry -> entry.entry().path().toString())
                .toList();
    }

    private SourceEntry source(String name) throws IOException {
        return Bridge.entries(FileTreeSource.of(root)).stream()
                .filter(entry -> entry.entry().path().equals(EntryPath.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private Entry entry(String name) throws IOException {
        return source(name).describe();
    }

    private void assumeExtendedAttributes() throws IOException {
        assumeTrue(
                Files.getFileStore(root).supportsFileAttributeView(UserDefinedFileAttributeView.class),
                "Skipped: this file system has no extended attributes");
    }

    private UserDefinedFileAttributeView view(String name) {
        return Files.getFileAttributeView(root.resolve(name), UserDefinedFileAttributeView.class);
    }
}
