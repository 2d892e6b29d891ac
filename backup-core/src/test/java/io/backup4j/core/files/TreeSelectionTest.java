package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.EntryIssue.Severity;
import io.backup4j.api.EntryPath;
import io.backup4j.testkit.RecordingContext;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeSelectionTest {
    private final RecordingContext context = new RecordingContext(Clock.systemUTC());

    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(directory.resolve("root"));
    }

    @Test
    void databasesInUse_areLeftOutWithOneWarningEach() throws IOException {
        for (String name :
                List.of("app.data", "app.data-wal", "app.data-shm", "x-journal", "notes.db", "y", "y-journal")) {
            make(name);
        }

        assertThat(paths(FileTreeSource.of(root))).containsExactly("", "notes.db", "x-journal");
        assertThat(context.issues())
                .extracting(issue -> issue.path().toString())
                .containsExactlyInAnyOrder("app.data", "y");
        assertThat(context.issues()).allSatisfy(issue -> {
            assertThat(issue.severity()).isEqualTo(Severity.WARNING);
            assertThat(issue.message()).contains("SQLite source");
        });
        assertThat(paths(FileTreeSource.of(root).includingSqliteFiles())).hasSize(8);
        assertThatThrownBy(() -> FileTreeSource.of(root.resolve("app.data")).open(context))
                .hasMessageContaining("SQLite source");
    }

    @Test
    void databaseThatThisProcessHasOpen_isLeftOut() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "Skipped: this system does not tell what is open");
        Path database = make("app.db");
        try (FileChannel open = FileChannel.open(database, StandardOpenOption.WRITE)) {
            assertThat(open.isOpen()).isTrue();
            assertThat(paths(FileTreeSource.of(root))).containsExactly("");
        }
        assertThat(paths(FileTreeSource.of(root))).containsExactly("", "app.db");
    }

    @Test
    void excludedDirectories_areNotEntered() throws Exception {
        make("src/Main.java");
        make("src/target/Main.class");
        make("target/x");
        make("keep.tmp/y");
        make("z.tmp");
        Programs.assumeProgram("mkfifo");
        Programs.run("mkfifo", root.resolve("target/pipe").toString());

        assertThat(paths(FileTreeSource.of(root).excluding("target").excluding("/*.tmp")))
                .containsExactly("", "src", "src/Main.java");
        assertThat(context.issues()).isEmpty();
    }

    @Test
    void includedEntries_comeWithTheDirectoriesAboveThemAndAllBelow() throws IOException {
        for (String name : List.of("a/b/c.txt", "a/b/d", "a/empty/", "docs/x/y", "z.txt", "z")) {
            make(name);
        }

        assertThat(paths(FileTreeSource.of(root).including("*.txt", "docs")))
                .containsExactly("", "a", "a/b", "a/b/c.txt", "docs", "docs/x", "docs/x/y", "z.txt");
        assertThat(paths(FileTreeSource.of(root).including("docs").excluding("y")))
                .containsExactly("", "docs", "docs/x");
        assertThatThrownBy(() -> FileTreeSource.of(root).including("[")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "lost, MISSING, MISSING",
        "lost/*.txt, MISSING, MISSING",
        "/lost/a/b, MISSING, MISSING",
        "*.txt, WARNING, ",
        "/*/a, WARNING, ",
    })
    void directoryThatCannotBeListed_isMissingOnlyWhereItIsAskedFor(
            String glob, Severity unlisted, @Nullable Severity vanished) throws IOException {
        Path lost = make("lost/");
        Step inside = inside(below(root, glob), "lost");

        Files.delete(lost);
        assertThat(severities(inside.work())).isEqualTo(vanished == null ? List.of() : List.of(vanished));
        make("lost");
        assertThat(severities(inside.work())).containsExactly(unlisted);
    }

    @Test
    void directoriesBelowWhichNothingCanBeIncluded_areNotEntered() throws IOException {
        make("lost/x");
        make("docs/x");

        assertThat(below(root, "docs/*.txt"))
                .extracting(item -> ((Item.Node) item).path().toString())
                .containsExactly("docs");
    }

    @Test
    void whatIsNotIncluded_mayVanish() throws IOException {
        int files = 600;
        for (int i = 0; i < files; i++) {
            make("f" + (1_000 + i));
        }
        List<Item> all = below(root, "f*");
        List<Item> none = below(root, "*.txt");
        Files.delete(root.resolve("f1599"));

        assertThat(severities(lastPiece(all))).containsExactly(Severity.MISSING);
        assertThat(severities(lastPiece(none))).isEmpty();
    }

    private static List<Item> below(Path directory, String glob) throws IOException {
        FileStat stat = FileStat.of(directory);
        TreeReader reader = new TreeReader(TreeOptions.DEFAULT.including(List.of(glob)), stat.device());
        return inside(reader.root(directory, stat), "").work();
    }

    private static Step inside(List<Item> items, String path) {
        return items.stream()
                .filter(item -> item instanceof Item.Node node && node.path().equals(EntryPath.of(path)))
                .map(item -> Objects.requireNonNull(((Item.Node) item).inside()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Item> lastPiece(List<Item> items) {
        return ((Item.More) items.get(items.size() - 1)).step().work();
    }

    private static List<Severity> severities(List<Item> items) {
        return items.stream()
                .filter(item -> item instanceof Item.Trouble)
                .map(item -> ((Item.Trouble) item).issue().severity())
                .toList();
    }

    @Test
    void otherFileSystems_areNotEntered() throws IOException {
        Path shared = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(shared)
                        && FileStat.of(shared).device()
                                != FileStat.of(Path.of("/dev")).device(),
                "Skipped: /dev/shm is no file system of its own");
        Path file = Files.createTempFile(shared, "backup4j", ".test");
        try {
            FileTreeSource source = FileTreeSource.of(Path.of("/dev")).including("/shm");
            String inside = "shm/" + file.getFileName();
            assertThat(paths(source)).contains(inside);
            assertThat(paths(source.oneFileSystem())).containsExactly("", "shm");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void options_areImmutable() throws IOException {
        make("file");
        FileTreeSource all = FileTreeSource.of(root);
        assertThat(paths(all.excluding("*"))).containsExactly("");
        assertThat(paths(all)).containsExactly("", "file");
        assertThat(all.type()).isEqualTo("files");
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
}
