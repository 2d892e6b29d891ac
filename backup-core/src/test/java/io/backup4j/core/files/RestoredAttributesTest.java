package io.backup4j.core.files;

import static io.backup4j.core.files.Entries.TIME;
import static io.backup4j.core.files.Entries.directory;
import static io.backup4j.core.files.Entries.extended;
import static io.backup4j.core.files.Entries.file;
import static io.backup4j.core.files.Entries.link;
import static io.backup4j.core.files.Entries.restore;
import static io.backup4j.core.files.Entries.root;
import static io.backup4j.core.files.Entries.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.ByteString;
import io.backup4j.api.Entry;
import io.backup4j.api.EntryIssue;
import io.backup4j.api.EntryPath;
import io.backup4j.api.PosixAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoredAttributesTest {
    @TempDir
    Path directory;

    @Test
    void attributes_areSet_alsoOfTheDirectoryItself() throws IOException {
        Programs.assumeUnix();
        FileStat own = FileStat.of(target());
        restore(
                into(),
                with(root(), own, 01750),
                with(directory("closed"), own, 0500),
                with(file("closed/run"), own, 04511),
                with(file("open"), own, 0666),
                with(file("secret"), own, 0));

        assertMode("", 01750);
        assertMode("closed", 0500);
        assertMode("closed/run", 04511);
        assertMode("open", 0666);
        assertMode("secret", 0);
        for (String name : List.of("", "closed", "closed/run", "open", "secret")) {
            assertThat(FileStat.of(target().resolve(name)).modified()).isEqualTo(TIME);
        }
    }

    /** Somebody else may have put the link there since the file was made. */
    @Test
    void timesAreSetOfALink_notOfWhatItPointsTo_whereOthersMayWrite() throws IOException {
        Programs.assumeUnix();
        make("victim");
        Path victim = target().resolve("victim");
        FileStat before = FileStat.of(victim);
        Path exchanged = Files.createSymbolicLink(target().resolve("f"), victim);

        new Attributes(target(), before.uid(), new Troubles()).set(exchanged, file("f"), Present.of(before));

        assertThat(FileStat.of(victim).modified()).isEqualTo(before.modified());
        // Of a link Java 17 sets no more than microseconds.
        assertThat(FileStat.of(exchanged).modified().truncatedTo(ChronoUnit.MICROS))
                .isEqualTo(TIME.truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void othersAreExcluded_fromDirectoriesToWhichTheyMayNotWrite() throws IOException {
        Programs.assumeUnix();
        Path root = Files.createDirectories(target());
        FileStat own = FileStat.of(root);
        Creator creator = Creator.in(root);
        for (int mode : List.of(0700, 0711, 0755, 0775, 0757, 0777)) {
            Entry entry = with(directory(Integer.toOctalString(mode)), own, mode);
            Path made = root.resolve(entry.path().toString());
            creator.directory(made, entry);

            // The system decides what becomes of the permissions that were asked for.
            assertThat(creator.excludesOthers(entry))
                    .isEqualTo((FileStat.of(made).permissions() & 022) == 0);
            Files.setAttribute(made, "unix:mode", mode);
            assertThat(creator.excludesOthers(FileStat.of(made))).isEqualTo((mode & 022) == 0);
        }
    }

    @Test
    void permissionsAreSet_alsoWhereAnExistingDirectoryGivesFilesOthers() throws Exception {
        Programs.assumeUnix();
        Path there = Files.createDirectories(target().resolve("d"));
        FileStat own = FileStat.of(there);
        Programs.giveDefaultAccessList(there);

        restore(
                into(),
                with(file("d/f"), own, 0644),
                with(directory("d/e"), own, 0755),
                with(file("d/e/f"), own, 0644));
        for (String name : List.of("d/f", "d/e/f")) {
            assertMode(name, 0644);
        }
        assertMode("d/e", 0755);
    }

    @Test
    void attributesOfExistingDirectories_areLeftAlone_unlessTheRestoreOverwrites() throws IOException {
        Programs.assumeUnix();
        make("d/there");
        Files.setAttribute(target().resolve("d"), "unix:mode", 0755);
        FileStat own = FileStat.of(target());

        restore(into(), with(directory("d"), own, 0711));
        assertMode("d", 0755);
        restore(into().overwriting(), with(directory("d"), own, 0711));
        assertMode("d", 0711);
    }

    @Test
    void attributesOfKeptFiles_areSetWhenTheRestoreOverwrites() throws IOException {
        Programs.assumeUnix();
        Entry entry = file("f");
        restore(into(), entry);
        FileStat own = FileStat.of(target().resolve("f"));
        Files.setAttribute(target().resolve("f"), "unix:mode", 0600);

        restore(into(), with(entry, own, 0640));
        assertMode("f", 0600);
        restore(into().overwriting(), with(entry, own, 0640));
        assertMode("f", 0640);
        assertThat(FileStat.of(target().resolve("f")).inode()).isEqualTo(own.inode());
    }

    @Test
    void owners_areSetByName_orByNumber() throws IOException {
        Programs.assumeUnix();
        Programs.assumeRoot(target());
        long daemon = FileStat.of(made("probe", "daemon")).uid();
        Files.delete(target().resolve("probe"));
        restore(
                into(),
                with(file("by name"), new PosixAttributes(04755, 77_777, 77_777, "daemon", "daemon")),
                with(file("by number"), new PosixAttributes(02755, 4_000_000_001L, 77_778, "no-such-user", "")),
                with(link("link", "by name"), new PosixAttributes(0777, 77_779, 77_780, "", "")));

        assertOwner("by name", daemon);
        assertMode("by name", 04755);
        assertOwner("by number", 4_000_000_001L);
        assertMode("by number", 02755);
        assertOwner("link", 77_779);
        assertThat(FileStat.of(target().resolve("link")).gid()).isEqualTo(77_780);
    }

    @Test
    void groupOfASetGroupIdDirectory_isNotTakenForOurs() throws IOException {
        Programs.assumeUnix();
        Programs.assumeRoot(target());
        FileStat own = FileStat.of(target());
        Path shared = Files.createDirectory(target().resolve("shared"));
        Files.setAttribute(shared, "unix:gid", 77_777);
        Files.setAttribute(shared, "unix:mode", 02775);
        restore(into(), with(file("shared/f"), own, 0644), with(directory("shared/d"), own, 0755));

        for (String name : List.of("shared/f", "shared/d")) {
            assertThat(FileStat.of(target().resolve(name)).gid()).isEqualTo(own.gid());
        }
        assertMode("shared/d", 0755);
    }

    @Test
    void ownersThatCannotBeSet_areToldOnce_andNothingRunsAsSomebodyElse() throws IOException {
        Programs.assumeUnix();
        Programs.assumeNotRoot(target());
        PosixAttributes others = new PosixAttributes(06755, 0, 0, "root", "root");

        List<EntryIssue> issues = restore(into(), with(file("a"), others), with(file("b"), others));
        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.severity()).isEqualTo(EntryIssue.Severity.WARNING);
            assertThat(issue.message())
                    .startsWith("Owner or group could not be set")
                    .contains("more entries");
        });
        assertMode("a", 0755);
    }

    /** By a name of another number, so that it is asked for; oneself is whom everybody may give files to. */
    @Test
    void ownerIsSet_alsoAfterItCouldNotBeSetOfAnotherFile() throws IOException {
        Programs.assumeUnix();
        make("f");
        Path file = target().resolve("f");
        Present own = Present.of(FileStat.of(file));
        String name = Files.getOwner(file).getName();
        PosixAttributes wanted = new PosixAttributes(0644, 77_777, 77_777, name, "");
        Ownership ownership = new Ownership(target(), own.uid());

        assertThatThrownBy(() -> ownership.setUser(target().resolve("vanished"), wanted, own))
                .isInstanceOf(NoSuchFileException.class);
        assertThatCode(() -> ownership.setUser(file, wanted, own)).doesNotThrowAnyException();
    }

    @Test
    void extendedAttributes_areSet_orToldOnce() throws IOException {
        assumeTrue(
                Files.getFileStore(target()).supportsFileAttributeView(UserDefinedFileAttributeView.class),
                "Skipped: this file system has no extended attributes");
        Map<String, ByteString> attributes = Map.of("user.note", ByteString.utf8("hello"));
        assertThat(restore(into(), extended(file("f"), attributes), extended(directory("d"), attributes)))
                .isEmpty();
        assertThat(Bridge.entries(FileTreeSource.of(target())))
                .extracting(entry -> entry.describe().extended())
                .containsExactly(Map.of(), attributes, attributes);

        Map<String, ByteString> foreign = Map.of("security.thing", ByteString.utf8("x"));
        assertThat(restore(into(), extended(file("g"), foreign), extended(file("h"), foreign)))
                .singleElement()
                .extracting(EntryIssue::message)
                .isEqualTo("Extended attributes could not be set: Java cannot set the extended attribute security.thing"
                        + " (here and for 1 more entries)");
    }

    @Test
    void entriesWithoutAttributes_getWhatTheSystemGives() throws IOException {
        Path plain = Files.createFile(directory.resolve("plain"));
        restore(into(), Entry.file(EntryPath.of("d/f"), 7));

        assertThat(target().resolve("d/f")).hasContent("content");
        assertThat(FileStat.of(target().resolve("d/f")).mode())
                .isEqualTo(FileStat.of(plain).mode());
        assertThat(FileStat.of(target().resolve("d")).mode())
                .isEqualTo(FileStat.of(Files.createDirectory(directory.resolve("plain directory")))
                        .mode());
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

    private Path made(String name, String owner) throws IOException {
        make(name);
        Path path = target().resolve(name);
        return Files.setOwner(
                path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner));
    }

    private void assertMode(String name, int mode) throws IOException {
        assertThat(FileStat.of(target().resolve(name)).permissions()).as(name).isEqualTo(mode);
    }

    private void assertOwner(String name, long uid) throws IOException {
        assertThat(FileStat.of(target().resolve(name)).uid()).as(name).isEqualTo(uid);
        assertThat(Files.exists(target().resolve(name), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }
}
