package io.backup4j.store.gdrive;

import static io.backup4j.store.gdrive.Calls.names;
import static io.backup4j.store.gdrive.Calls.put;
import static io.backup4j.store.gdrive.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.ObjectExistsException;
import io.backup4j.api.StoreRefusedException;
import io.backup4j.core.store.AppendOnlyStore;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.FakeOwner.Seen;
import io.backup4j.store.gdrive.fake.Weather;
import io.backup4j.store.gdrive.fake.Weather.Event;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a store does for those who may not delete: with the trash all, without it all but deleting. */
class GoogleDriveRightsTest {
    private static final Weather NO_DELETING = refusing("DELETE");
    private static final Weather NO_REMOVING = refusing("DELETE", "PATCH");

    private final FakeDrive drive = FakeDrive.start();
    private final String shared = drive.owner().newSharedDrive();

    @AfterEach
    void stop() {
        drive.close();
    }

    @Test
    void whoMayOnlyTrash_canDoAllWithTheTrash() throws IOException {
        drive.weather(NO_DELETING);
        try (GoogleDriveStore store = open(true)) {
            put(store, "a", "first");
            assertThatThrownBy(() -> put(store, "a", "second")).isInstanceOf(ObjectExistsException.class);
            assertThat(present()).containsExactly("a");
            store.delete("a");
            assertThat(names(store)).isEmpty();
            put(store, "a", "third");

            assertThat(read(store, "a")).isEqualTo("third");
            assertThat(present()).containsExactly("a");
            assertThat(store.takeWarnings()).isEmpty();
        }
    }

    @Test
    void claimOfADeadWriter_isMovedToTheTrash() throws IOException {
        try (GoogleDriveStore dead = open(true);
                GoogleDriveStore store = open(true)) {
            put(store, "seed", "x");
            drive.weather(refusing("POST upload", "PATCH"));
            assertThatThrownBy(() -> put(dead, "a", "dead")).isInstanceOf(StoreRefusedException.class);
            drive.weather(NO_DELETING);
            put(store, "a", "alive");

            assertThat(read(store, "a")).isEqualTo("alive");
            assertThat(present()).containsExactlyInAnyOrder("seed", "void", "a");
        }
    }

    @Test
    void writerWhoseClaimWasTrashed_beginsAnew() throws IOException {
        AtomicBoolean once = new AtomicBoolean();
        drive.weather((line, number) -> {
            if (line.equals("GET files") && once.compareAndSet(false, true)) {
                drive.owner().files(shared).forEach(claim -> drive.owner().trash(claim.id()));
            }
            return Event.PASS;
        });
        try (GoogleDriveStore store = open(true)) {
            put(store, "a", "x");
            assertThat(read(store, "a")).isEqualTo("x");
        }
        assertThat(once).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoMayNotRemove_canAppendAgainAndAgain(boolean trash) throws IOException {
        drive.weather(NO_REMOVING);
        for (int opening = 1; opening <= 3; opening++) {
            try (GoogleDriveStore store = open(trash)) {
                AppendOnlyStore appendOnly = AppendOnlyStore.proven(store);
                put(appendOnly, "packs/" + opening, "x");
                assertThatThrownBy(() -> put(appendOnly, "packs/1", "again")).isInstanceOf(ObjectExistsException.class);
                assertThat(names(appendOnly)).hasSize(opening + 1);
                assertThat(store.takeWarnings())
                        .isNotEmpty()
                        .allSatisfy(text -> assertThat(text)
                                .contains("is left of storing", "the right to delete from the folder")
                                .doesNotContain("to edit the folder"));
            }
        }
    }

    @Test
    void twinThatMayNotBeRemoved_isToldWithTheRightThatIsMissing() throws IOException {
        try (GoogleDriveStore store = open(false)) {
            put(store, "a", "elder");
            drive.owner().plantTwin(drive.owner().files(shared).get(0).id(), ByteString.utf8("younger"));
            drive.weather(NO_REMOVING);

            assertThat(names(store)).containsExactly("a");
            assertThat(store.takeWarnings())
                    .singleElement()
                    .asString()
                    .contains("could not be removed", "the right to delete from the folder");
        }
    }

    private GoogleDriveStore open(boolean trash) {
        GoogleDriveOptions options = GoogleDriveOptions.defaults();
        return Drives.store(drive, DriveFolder.ofSharedDrive(shared))
                .options(trash ? options.withTrash() : options)
                .open();
    }

    private List<String> present() {
        return drive.owner().files(shared).stream()
                .filter(file -> !file.trashed())
                .map(Seen::name)
                .toList();
    }

    private static Weather refusing(String... beginnings) {
        return (line, number) -> List.of(beginnings).stream().anyMatch(line::startsWith)
                ? Event.refuse(403, "insufficientFilePermissions")
                : Event.PASS;
    }
}
