package io.backup4j.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupSource;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.WrappedSource;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.RecordingStore;
import io.backup4j.testkit.StoreVerb;
import io.backup4j.testkit.TreeAspect;
import io.backup4j.testkit.TreeSnapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees that are hard on source, engine and target together. */
@DisplayName("A tree")
class HardTreesTest {
    private static final byte[] MARK = "in the middle of nothing".getBytes(StandardCharsets.UTF_8);
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path directory;

    private final RecordingStore store = RecordingStore.over(new InMemoryStore());
    private final BackupRepository repository = BackupRepository.create(store, Encryption.none());
    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(directory.resolve("tree"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    @DisplayName("that is a single file is backed up as that file")
    void singleFile() throws IOException {
        Path file = Files.write(tree.resolve("file"), MARK);
        RestorePoint point = repository.backup(FileTreeSource.of(file));

        assertThat(point.entries()).isEqualTo(1);
        assertThat(restored(point).resolve("file")).hasBinaryContent(MARK);
    }

    @Test
    @DisplayName("that is empty is an empty directory again")
    void emptyTree() throws IOException {
        RestorePoint point = repository.backup(FileTreeSource.of(tree));

        TreeSnapshot.of(restored(point)).assertSameAs(TreeSnapshot.of(tree));
    }

    @Test
    @DisplayName("that loses files while it is read gives a point that lists them and has all others")
    void losesFiles() throws IOException {
        for (int number = 0; number < 200; number++) {
            Files.writeString(tree.resolve("file-" + number), "content " + number);
        }
        Path lost = tree.resolve("file-155");
        RestorePoint point = repository.backup(losing(FileTreeSource.of(tree), lost));

        assertThat(point.status()).isEqualTo(RestorePoint.Status.INCOMPLETE);
        assertThat(point.missing())
                .extracting(EntryIssue::path)
                .extracting(Object::toString)
                .containsExactly("file-155");
        TreeSnapshot.of(restored(point))
                .ignoring(TreeAspect.MODIFIED)
                .assertSameAs(TreeSnapshot.of(tree).ignoring(TreeAspect.MODIFIED));
        assertThat(repository.backup(FileTreeSource.of(tree)).status()).isEqualTo(RestorePoint.Status.COMPLETE);
        assertThat(repository.verify(VerifyLevel.EVERY_BYTE).findings()).isEmpty();
    }

    @Test
    @DisplayName("that loses the first name of a hard link while it is read keeps the file, under both names")
    void losesFirstName() throws IOException {
        Programs.assumeUnix();
        Path first = Files.write(tree.resolve("a"), MARK);
        Files.createLink(tree.resolve("z"), first);
        RestorePoint point = repository.backup(losing(FileTreeSource.of(tree), first));

        assertThat(point.missing()).isEmpty();
        Path restored = restored(point);
        assertThat(restored.resolve("a")).hasBinaryContent(MARK);
        assertThat(Files.isSameFile(restored.resolve("a"), restored.resolve("z")))
                .isTrue();
    }

    @Test
    @DisplayName(
            "that loses a file with all its names while it is read gives a point in which no name is a link to nothing")
    void losesAllNames() throws IOException {
        Programs.assumeUnix();
        Path first = Files.write(tree.resolve("a"), MARK);
        Path second = Files.createLink(tree.resolve("z"), first);
        RestorePoint point = repository.backup(losing(losing(FileTreeSource.of(tree), first), second));

        assertThat(point.missing())
                .extracting(EntryIssue::path)
                .extracting(Object::toString)
                .containsExactly("a", "z");
        assertThat(restored(point)).isEmptyDirectory();
    }

    @Test
    @DisplayName("with a file of 256 MiB that is all holes but for one place adds little and has its holes again")
    void sparseFile() throws Exception {
        backUpHoles(256 * MEBIBYTE);
    }

    @Test
    @Tag("campaign")
    @DisplayName("with such a file of 10 GiB too")
    void largerSparseFile() throws Exception {
        backUpHoles(10_240 * MEBIBYTE);
    }

    private void backUpHoles(long length) throws Exception {
        Path file = tree.resolve("holes");
        writeMark(file, length);
        RestorePoint point = repository.backup(FileTreeSource.of(tree));
        assertThat(point.bytes().original()).isEqualTo(length);
        assertThat(store.bytes(StoreVerb.PUT, "")).isLessThan(100_000);

        Path restored = restored(point).resolve("holes");

        assertThat(restored).hasSize(length);
        assertMark(restored, length);
        Programs.assumeProgram("du");
        assertThat(kibibytesOnDisk(restored)).isLessThan(1_000);
    }

    private static void writeMark(Path path, long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
            file.seek(length / 2);
            file.write(MARK);
        }
    }

    private static void assertMark(Path path, long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] mark = new byte[MARK.length];
            file.seek(length / 2);
            file.readFully(mark);
            assertThat(mark).isEqualTo(MARK);
        }
    }

    private static long kibibytesOnDisk(Path file) throws IOException, InterruptedException {
        return Long.parseLong(Programs.run("du", "-k", file.toString()).replaceFirst("\\D[\\s\\S]*", ""));
    }

    private Path restored(RestorePoint point) throws IOException {
        Path target = directory.resolve("restored-" + point.id());
        assertThat(repository.restore(point, FileTreeTarget.into(target)).issues())
                .isEmpty();
        return target;
    }

    /** A source from which a file vanishes when it has been listed. */
    private static BackupSource losing(BackupSource source, Path file) {
        return new WrappedSource(source, context -> new LosingSnapshot(source.open(context), file));
    }
}
