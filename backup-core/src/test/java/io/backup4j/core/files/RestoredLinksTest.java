package io.backup4j.core.files;

import static io.backup4j.core.files.Entries.CONTENT;
import static io.backup4j.core.files.Entries.TIME;
import static io.backup4j.core.files.Entries.directory;
import static io.backup4j.core.files.Entries.file;
import static io.backup4j.core.files.Entries.hardLink;
import static io.backup4j.core.files.Entries.link;
import static io.backup4j.core.files.Entries.plan;
import static io.backup4j.core.files.Entries.restore;
import static io.backup4j.core.files.Entries.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelSignal;
import io.backup4j.api.Entry;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoredLinksTest {
    @TempDir
    Path directory;

    @Test
    void linksInTheTarget_areNeverFollowed() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(target().resolve("way"), outside);
        Entry below = file("way/file");

        for (FileTreeTarget target : List.of(into(), into().overwriting(), into().mirroring())) {
            assertThat(plan(target, below)).contains("CONFLICT way/file");
            try (RestoreSession session = target.open(CancelSignal.never())) {
                assertThatThrownBy(() -> session.restore(below, CONTENT))
                        .hasMessageContaining("A symbolic link is in the way");
            }
            assertThat(outside).isEmptyDirectory();
        }
        restore(into().overwriting(), directory("way"), below);
        assertThat(target().resolve("way")).isDirectory();
        assertThat(Files.isSymbolicLink(target().resolve("way"))).isFalse();
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void linksThatAreRestored_areNotFollowedEither() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        try (RestoreSession session = into().open(CancelSignal.never())) {
            session.restore(link("way", outside.toString()), CONTENT);
            assertThatThrownBy(() -> session.restore(file("way/file"), CONTENT)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> session.restore(directory("way"), CONTENT)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> session.restore(hardLink("again", "way/file"), CONTENT))
                    .isInstanceOf(IOException.class);
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void targetItself_mayBeALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);

        restore(FileTreeTarget.into(link), root(), file("file"));
        assertThat(real.resolve("file")).hasContent("content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "there"})
    void hardLinks_areMadeAlsoOverWhatIsThere(String name) throws IOException {
        make("there");
        restore(into().overwriting(), file("first"), hardLink(name, "first"));

        assertThat(FileStat.of(target().resolve(name)).isSameFile(FileStat.of(target().resolve("first"))))
                .isTrue();
        assertThat(plan(into(), file("first"), hardLink(name, "first"))).containsExactly("KEEP first", "KEEP " + name);
    }

    @Test
    void hardLinkToAFileThatIsReplaced_isMadeAnew() throws IOException {
        restore(into(), file("a"), hardLink("b", "a"));
        Files.writeString(target().resolve("a"), "changed");

        assertThat(plan(into().overwriting(), file("a"), hardLink("b", "a")))
                .containsExactly("OVERWRITE a", "OVERWRITE b");
        restore(into().overwriting(), file("a"), hardLink("b", "a"));
        assertThat(target().resolve("b")).hasContent("content");
        assertThat(TreeSnapshot.of(target()).paths()).containsExactly("a", "b");
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
