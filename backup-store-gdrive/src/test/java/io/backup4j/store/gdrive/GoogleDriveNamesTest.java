package io.backup4j.store.gdrive;

import static io.backup4j.store.gdrive.Calls.names;
import static io.backup4j.store.gdrive.Calls.put;
import static io.backup4j.store.gdrive.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.FakeOwner.Seen;
import io.backup4j.store.gdrive.fake.Weather.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One name, one object, on a drive where a name is nothing but a label. */
class GoogleDriveNamesTest {
    private final FakeDrive drive = FakeDrive.start();
    private final String folder = drive.owner().newFolder("backups");
    private final GoogleDriveStore store = open();
    private final GoogleDriveStore rival = open();

    @AfterEach
    void stop() throws IOException {
        store.close();
        rival.close();
        drive.close();
    }

    @Test
    void storing_takesFiveRequestsAndLeavesOneFile() throws IOException {
        put(store, "first/one", "x");
        drive.clear();
        put(store, "packs/ab/cd", "x");

        assertThat(drive.lines())
                .containsExactly(
                        "POST files", "GET files", "POST upload files", "GET files", "DELETE files/" + claim());
        assertThat(drive.owner().files(folder)).extracting(Seen::name).containsExactly("first/one", "packs/ab/cd");
    }

    private String claim() {
        return drive.lines().get(4).substring("DELETE files/".length());
    }

    @Test
    void rivalThatComesInBetween_isKeptFromCreating() throws IOException {
        AtomicBoolean once = new AtomicBoolean();
        drive.weather((line, number) -> {
            // The rival has shown its claim and looked around; now the store runs from beginning to end.
            if (line.equals("POST upload files") && once.compareAndSet(false, true)) {
                unchecked(() -> put(store, "a", "winner"));
            }
            return Event.PASS;
        });

        assertThatThrownBy(() -> put(rival, "a", "late")).isInstanceOf(ObjectExistsException.class);
        assertThat(read(rival, "a")).isEqualTo("winner");
        assertThat(drive.owner().files(folder).stream()
                        .filter(file -> file.name().equals("a")))
                .hasSize(1);
    }

    @Test
    void claimOfADeadWriter_isTakenAway() throws IOException {
        put(store, "seed", "x");
        drive.weather((line, number) -> line.startsWith("POST upload") || line.startsWith("DELETE")
                ? Event.refuse(403, "insufficientFilePermissions")
                : Event.PASS);
        assertThatThrownBy(() -> put(store, "a", "dead")).isInstanceOf(IOException.class);
        assertThat(store.takeWarnings()).singleElement().asString().contains("is left of storing a");
        drive.weather((line, number) -> Event.PASS);

        put(rival, "a", "alive");
        assertThat(read(store, "a")).isEqualTo("alive");
        assertThat(drive.owner().files(folder)).extracting(Seen::name).containsExactlyInAnyOrder("seed", "void", "a");
    }

    @Test
    void twins_areElectedTheSameByEverybodyAndTheYoungerOneGoes() throws IOException {
        put(store, "a", "elder");
        drive.owner().plantTwin(idOf("a"), ByteString.utf8("younger, and longer"));
        store.list("", object -> assertThat(object.size()).isEqualTo(5));
        assertThat(store.takeWarnings()).singleElement().asString().contains("two objects a", "was removed");
        assertThat(drive.owner().files(folder)).hasSize(1);

        drive.owner().plantTwin(idOf("a"), ByteString.utf8("younger"));
        assertThat(read(rival, "a")).isEqualTo("elder");
        assertThat(rival.takeWarnings()).hasSize(1);
        assertThat(drive.owner().files(folder)).hasSize(1);
    }

    @Test
    void deleting_removesAllTwins() throws IOException {
        put(store, "a", "elder");
        drive.owner().plantTwin(idOf("a"), ByteString.utf8("younger"));
        store.delete("a");

        assertThat(drive.owner().files(folder)).isEmpty();
    }

    @Test
    void writerWhoseRivalWasNotShown_losesWhenItIsTheYoungerOne() throws IOException {
        put(store, "seed", "x");
        AtomicBoolean once = new AtomicBoolean();
        drive.weather((line, number) -> {
            if (line.equals("POST upload files") && once.compareAndSet(false, true)) {
                drive.owner().plantTwin(idOf("seed"), ByteString.utf8("twin of the seed"));
                Map<String, String> properties =
                        drive.owner().files(folder).get(0).properties();
                drive.owner().plant(folder, "a", "application/octet-stream", properties, ByteString.utf8("unseen"));
            }
            return Event.PASS;
        });

        assertThatThrownBy(() -> put(store, "a", "mine")).isInstanceOf(ObjectExistsException.class);
        assertThat(read(rival, "a")).isEqualTo("unseen");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, false", "7, false", "1000, false", "1, true", "3, true", "1000, true"})
    void nameThatWasRemoved_isStoredAnewWhileAListingStillShowsIt(int listings, boolean trash) throws IOException {
        GoogleDriveOptions options = GoogleDriveOptions.defaults();
        try (GoogleDriveStore healing = Drives.store(drive, DriveFolder.ofId(folder))
                .options(trash ? options.withTrash() : options)
                .open()) {
            put(healing, "a", "damaged");
            drive.owner().hideLater(listings);
            healing.delete("a");
            put(healing, "a", "sound");

            assertThat(read(healing, "a")).isEqualTo("sound");
            assertThat(present()).containsExactly("a=sound");
            assertThat(healing.takeWarnings()).isEmpty();
        }
    }

    @Test
    void removedFileThatIsStillListed_isNoElderTwin() throws IOException {
        put(store, "a", "damaged");
        drive.owner().hideLater(1000);
        store.delete("a");
        put(store, "a", "sound");

        assertThat(names(rival)).containsExactly("a");
        assertThat(read(rival, "a")).isEqualTo("sound");
        rival.list("", object -> assertThat(object.size()).isEqualTo(5));
        assertThatThrownBy(() -> put(rival, "a", "late")).isInstanceOf(ObjectExistsException.class);
        assertThat(rival.takeWarnings()).isEmpty();
        assertThat(present()).containsExactly("a=sound");
    }

    @Test
    void twinsOfWhichTheEldestWasRemoved_areElectedAmongTheOthers() throws IOException {
        put(store, "a", "eldest");
        String eldest = idOf("a");
        drive.owner().plantTwin(eldest, ByteString.utf8("second"));
        drive.owner().plantTwin(eldest, ByteString.utf8("third"));
        drive.owner().hideLater(1000);
        drive.owner().remove(eldest);

        assertThat(read(rival, "a")).isEqualTo("second");
        assertThat(present()).containsExactly("a=second");
        assertThat(rival.takeWarnings()).singleElement().asString().contains("two objects a", "was removed");
    }

    @Test
    void folderThatLoses_isLeftAlone() throws IOException {
        DriveFolder path = DriveFolder.ofPath("team");
        AtomicInteger posts = new AtomicInteger();
        drive.weather((line, number) -> {
            // The first file is the claim, the second the folder: now one comes to light that the look around did not
            // show.
            if (line.equals("POST files") && posts.incrementAndGet() == 2) {
                drive.owner().newFolder("team");
            }
            return Event.PASS;
        });
        try (GoogleDriveStore late = Drives.store(drive, path).open()) {
            put(late, "a", "x");
            assertThat(read(late, "a")).isEqualTo("x");
            assertThat(late.takeWarnings()).singleElement().asString().contains("2 folders named team");
        }
        assertThat(drive.owner().folders("team")).hasSize(2);
    }

    @Test
    void fileThatIsNeverShown_isNoSuccess() throws IOException {
        drive.owner().showLater(1_000_000);
        try (GoogleDriveStore impatient = Drives.store(drive, DriveFolder.ofId(folder))
                .options(GoogleDriveOptions.defaults().withSettling(Duration.ofSeconds(20)))
                .open()) {
            assertThatThrownBy(() -> put(impatient, "a", "x"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ObjectExistsException.class)
                    .hasMessageContainingAll("does not show", "PT20S");
        }
    }

    @Test
    void foldersOfThePath_areCreatedOnceAndTheEldestCounts() throws IOException {
        DriveFolder path = DriveFolder.ofPath("/team/it's/backups/");
        try (GoogleDriveStore first = Drives.store(drive, path).open();
                GoogleDriveStore second = Drives.store(drive, path).open()) {
            assertThat(names(first)).isEmpty();
            first.delete("a");
            assertThat(drive.owner().folders("team")).isEmpty();
            put(first, "a", "x");
            assertThat(read(second, "a")).isEqualTo("x");
            assertThat(drive.owner().folders("it's")).hasSize(1);
        }
        drive.owner().newFolder("team");
        try (GoogleDriveStore third = Drives.store(drive, path).open()) {
            assertThat(read(third, "a")).isEqualTo("x");
            assertThat(third.takeWarnings()).singleElement().asString().contains("2 folders named team");
        }
    }

    @Test
    void otherPeoplesFiles_areNeitherListedNorTouched() throws IOException {
        List<String> theirs = List.of("a", "packs/ab", "Packs/ab", "README.txt", "claim");
        theirs.forEach(name -> drive.owner().plant(folder, name));
        put(store, "a", "mine");
        put(store, "packs/ab", "mine");
        assertThat(names(rival)).containsExactly("a", "packs/ab");
        store.delete("a");
        store.delete("packs/ab");

        assertThat(drive.owner().files(folder)).extracting(Seen::name).containsExactlyElementsOf(theirs);
    }

    @Test
    void deletedObjects_goToTheTrashOnlyWhenTheOptionsSaySo() throws IOException {
        try (GoogleDriveStore careful = Drives.store(drive, DriveFolder.ofId(folder))
                .options(GoogleDriveOptions.defaults().withTrash())
                .open()) {
            put(careful, "a", "x");
            careful.delete("a");
            // The claim that storing needed, and the object.
            assertThat(drive.owner().files(folder)).hasSize(2).allMatch(Seen::trashed);
            put(careful, "a", "y");
            assertThat(read(careful, "a")).isEqualTo("y");
        }
        store.delete("a");
        assertThat(drive.owner().files(folder)).hasSize(3).allMatch(Seen::trashed);
    }

    /** What is there and not in the trash, {@code name=content}. */
    private List<String> present() {
        return drive.owner().files(folder).stream()
                .filter(file -> !file.trashed())
                .map(file -> file.name() + "=" + file.content().toUtf8())
                .toList();
    }

    private String idOf(String name) {
        return drive.owner().files(folder).stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private GoogleDriveStore open() {
        return Drives.store(drive, DriveFolder.ofId(folder)).open();
    }

    /** What may fail in a way that the weather cannot. */
    private interface Step {
        void run() throws IOException;
    }

    private static void unchecked(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
