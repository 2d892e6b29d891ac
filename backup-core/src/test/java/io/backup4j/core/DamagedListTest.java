package io.backup4j.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryKind;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.RestorePoint.Status;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.MemoryTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the entries of a directory, some are in no list any more. */
@DisplayName("A restore point whose list of entries is damaged")
final class DamagedListTest {
    private static final int FILES = 3_000;
    private static final String COMPONENT = "memory";

    /** Long names make a list of many nodes, whose borders depend on a secret. */
    private static final String LONG = "x".repeat(200);

    private final InMemoryStore store = new InMemoryStore();
    private final MemorySource source = new MemorySource();
    private BackupRepository repository;
    private RestorePoint point;
    private Set<EntryPath> lost;

    /** Pieces of the list that a first point has too lie in its packs, which go; the second has also some of its own. */
    @BeforeEach
    void lose() throws IOException {
        repository = BackupRepository.create(store, Encryption.none());
        addDirectory("m");
        repository.backup(source);
        Set<String> first = packs();
        addDirectory("a");
        addDirectory("z");
        source.file("z/content", new byte[] {1, 2, 3});
        source.entry(link("z/link to content", "z/content"));
        addLinks();
        point = repository.backup(source);
        for (String pack : first) {
            store.delete(pack);
        }
        MemoryTarget left = new MemoryTarget(1);
        repository.restore(point, left);
        lost = new TreeSet<>(source.items.keySet());
        lost.removeAll(left.entries().keySet());
        lost.removeIf(path -> path.toString().startsWith("z/"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private Set<String> packs() {
        return store.names().stream().filter(name -> name.startsWith("packs/")).collect(Collectors.toSet());
    }

    private void addDirectory(String name) {
        source.entry(new Entry(EntryPath.of(name), EntryKind.DIRECTORY, 0, null, null, null, Map.of()));
        for (int number = 0; number < FILES; number++) {
            source.file("%s/%s%05d".formatted(name, LONG, number), new byte[0]);
        }
    }

    /** One to each file that may be lost. */
    private void addLinks() {
        for (int number = 0; number < FILES; number++) {
            String name = "%s%05d".formatted(LONG, number);
            source.entry(link("z/link " + name, "m/" + name));
        }
    }

    private static Entry link(String path, String file) {
        return new Entry(EntryPath.of(path), EntryKind.HARD_LINK, 0, null, null, ByteString.utf8(file), Map.of());
    }

    private Set<EntryPath> lostWithLinks() {
        Set<EntryPath> all = new TreeSet<>(lost);
        lost.forEach(path -> all.add(EntryPath.of("z/link " + path.toString().substring(2))));
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    @DisplayName("gives back what is listed still, and counts what is not")
    void givesBackTheRest(int concurrency) {
        MemoryTarget target = new MemoryTarget(concurrency);

        RestoreReport report = repository.restore(point, target);

        assertThat(lost)
                .isNotEmpty()
                .hasSizeLessThan(FILES)
                .allMatch(path -> path.toString().startsWith("m/"));
        Set<EntryPath> expected = new TreeSet<>(source.items.keySet());
        expected.removeAll(lostWithLinks());
        assertThat(target.entries().keySet()).isEqualTo(expected);
        assertThat(report.missing()).isEqualTo(2L * lost.size());
        assertThat(report.entries()).isEqualTo(expected.size());
        assertThat(report.issues())
                .filteredOn(issue -> issue.path().isRoot())
                .isNotEmpty()
                .extracting(EntryIssue::message)
                .allMatch(message -> message.matches(
                        "A piece of the list of entries is lost: \\d+ entries, the last 'm/x+\\d+': .+"));
    }

    @Test
    @DisplayName("leaves out names of files that are not listed: another file may be there by the name")
    void leavesOutLinks(@TempDir Path directory) throws IOException {
        String name = lost.iterator().next().toString().substring(2);
        Path other = Files.createDirectories(directory.resolve("m")).resolve(name);
        Files.writeString(other, "of somebody else");

        RestoreReport report =
                repository.restore(point, FileTreeTarget.into(directory).overwriting());

        assertThat(other).hasContent("of somebody else");
        assertThat(directory.resolve("z/link " + name)).doesNotExist();
        assertThat(directory.resolve("z/link to content")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(report.issues())
                .filteredOn(issue -> issue.path().equals(EntryPath.of("z/link " + name)))
                .extracting(EntryIssue::message)
                .containsExactly("It is another name of m/" + name + ", which is not listed any more");
    }

    @Test
    @DisplayName("has not lost what was not asked for")
    void partly() {
        EntryPath gone = lost.iterator().next();
        String link = "z/link " + gone.toString().substring(2);

        assertThat(restore(Selection.all().path(EntryPath.of("z/content"))).missing())
                .isZero();
        assertThat(restore(Selection.all().path(EntryPath.of("a"))).missing()).isZero();
        assertThat(restore(Selection.all().path(gone)).missing()).isPositive();
        assertThat(restore(Selection.all().path(EntryPath.of("m"))).missing()).isEqualTo(lost.size());
        assertThat(restore(Selection.all().glob("m/*")).missing()).isEqualTo(lost.size());
        assertThat(restore(Selection.all().path(EntryPath.of(link))).missing()).isEqualTo(1);
    }

    private RestoreReport restore(Selection selection) {
        return repository.run(new RestoreRequest(point.id(), selection, new MemoryTarget(2)));
    }

    @Test
    @DisplayName("is planned with a note of how much is lost")
    void planned() {
        Plan plan = repository.plan(RestoreRequest.of(point.id(), new MemoryTarget(2)));

        assertThat(plan.creates()).isEqualTo(source.items.size() - 2L * lost.size());
        assertThat(plan.notes())
                .containsExactly(2 * lost.size()
                        + " entries cannot be restored: the restore point's list of entries is damaged");
    }

    @Test
    @DisplayName("is not restored to where everything is deleted that is not listed")
    void notToAMirror(@TempDir Path directory) throws IOException {
        Path there = Files.writeString(directory.resolve("there"), "and not listed");

        assertThatThrownBy(() ->
                        repository.restore(point, FileTreeTarget.into(directory).mirroring()))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContainingAll(
                        "list of entries", point.id().abbreviated(), "component '" + COMPONENT, "repair");
        assertThat(directory).isDirectoryContaining(there::equals);
        assertThat(there).hasContent("and not listed");
    }

    @Test
    @DisplayName("is copied without what is lost, which the copy says")
    void copied() {
        try (BackupRepository other = BackupRepository.create(new InMemoryStore(), Encryption.none())) {
            RestorePoint copy =
                    repository.run(new CopyRequest(point.id(), other)).point();

            MemoryTarget left = new MemoryTarget(1);
            repository.restore(point, left);
            MemoryTarget copied = new MemoryTarget(1);
            assertThat(other.restore(copy, copied).issues()).isEmpty();
            assertThat(copied.entries()).isEqualTo(left.entries());
            assertThat(copied.contents()).isEqualTo(left.contents());
            assertThat(copy.status()).isEqualTo(Status.INCOMPLETE);
            assertThat(copy.missing()).anyMatch(issue -> issue.message().contains("list of entries is lost"));
            Checks.assertSound(other);
        }
    }

    @Test
    @DisplayName("is listed to where the damage is, and named")
    void listed() {
        assertThatThrownBy(() -> repository.entries(point.id(), Selection.all(), entry -> {}))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContainingAll("list of entries", point.id().abbreviated(), "is lost", "repair");
    }
}
