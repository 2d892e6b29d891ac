package io.backup4j.core.files;

import static io.backup4j.core.files.Entries.CONTENT;
import static io.backup4j.core.files.Entries.TIME;
import static io.backup4j.core.files.Entries.content;
import static io.backup4j.core.files.Entries.directory;
import static io.backup4j.core.files.Entries.file;
import static io.backup4j.core.files.Entries.plan;
import static io.backup4j.core.files.Entries.restore;
import static io.backup4j.core.files.Entries.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.CorruptDataException;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestoreSession;
import io.backup4j.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirroringTest {
    @TempDir
    Path directory;

    @Test
    void mirroring_deletesWhatIsNotRestored_andNothingElse() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "precious");
        for (String name : List.of("a/b/c", "d/e", "f", "kept/x/y", "kept/z")) {
            make(name);
        }
        Files.createSymbolicLink(target().resolve("a/link"), outside);
        Files.createSymbolicLink(target().resolve("zz"), outside);
        Entry[] entries = {root(), file("d"), file("kept/x/new")};

        assertThat(plan(into().mirroring(), entries))
                .containsExactlyInAnyOrder(
                        "KEEP ",
                        "DELETE a",
                        "DELETE a/b",
                        "DELETE a/b/c",
                        "DELETE a/link",
                        "OVERWRITE d",
                        "DELETE d/e",
                        "DELETE f",
                        "CREATE kept/x/new",
                        "DELETE kept/x/y",
                        "DELETE kept/z",
                        "DELETE zz");
        restore(into().mirroring(), entries);

        assertThat(TreeSnapshot.of(target()).paths()).containsExactly("d", "kept", "kept/x", "kept/x/new");
        assertThat(outside.resolve("precious")).hasContent("precious");
    }

    @Test
    void mirroring_deletesNothing_whenTheRestoreIsGivenUp() throws IOException {
        make("old");
        try (RestoreSession session = into().mirroring().open(CancelSignal.never())) {
            session.restore(file("new"), CONTENT);
        }
        assertThat(TreeSnapshot.of(target()).paths()).containsExactly("new", "old");
    }

    @Test
    void mirroring_keepsWhatCouldNotBeRestored() throws IOException {
        make("d/old");
        try (RestoreSession session = into().mirroring().open(CancelSignal.never())) {
            assertThatThrownBy(() -> session.restore(file("d/old"), content("x").damaged()))
                    .isInstanceOf(CorruptDataException.class);
            session.finish();
        }
        assertThat(target().resolve("d/old")).hasContent("four");
    }

    /** A way through a link leads to what is listed by another name, as a way in capitals does where case does not count. */
    @Test
    void mirroring_deletesNothingThatStaysByAnotherName() throws IOException {
        Programs.assumeUnix();
        make("docs/inner/readme");
        make("docs/other");
        Files.createSymbolicLink(target().resolve("Docs"), Path.of("docs"));
        assertThat(plan(into().mirroring(), file("Docs/inner/readme")))
                .contains("DELETE docs/other")
                .doesNotContain("DELETE docs/inner", "DELETE docs/inner/readme");

        Troubles troubles = new Troubles();
        Cleaner cleaner = new Cleaner(target(), true, troubles);
        cleaner.keep(EntryPath.of("Docs/inner/readme"));
        cleaner.keep(EntryPath.of("docs"));
        cleaner.clean();

        assertThat(TreeSnapshot.of(target()).paths())
                .containsExactly("Docs", "docs", "docs/inner", "docs/inner/readme");
        assertThat(troubles.issues()).isEmpty();
    }

    @Test
    void directoryThatHasVanished_isTold_andTheOthersGetTheirTimes() throws IOException {
        List<EntryIssue> issues;
        try (RestoreSession session = into().open(CancelSignal.never())) {
            for (String name : List.of("a", "b", "c")) {
                session.restore(directory(name), CONTENT);
            }
            Files.delete(target().resolve("b"));
            issues = session.finish();
        }

        assertThat(issues)
                .singleElement()
                .asString()
                .contains("path=b", "Owner, permissions and times could not be set: it is no longer there");
        for (String name : List.of("a", "c")) {
            assertThat(FileStat.of(target().resolve(name)).modified()).isEqualTo(TIME);
        }
    }

    private Path target() throws IOException {
        return Files.createDirectories(directory.resolve("target"));
    }

    private FileTreeTarget into() throws IOException {
        return FileTreeTarget.into(target());
    }

    private void make(String name) throws IOException {
        Path path = target().resolve(name);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, "four");
        Files.setLastModifiedTime(path, FileTime.from(TIME));
    }
}
