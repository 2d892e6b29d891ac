package io.backup4j.store.gdrive;

import static io.backup4j.store.gdrive.Calls.bytes;
import static io.backup4j.store.gdrive.Calls.names;
import static io.backup4j.store.gdrive.Calls.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.ByteString;
import io.backup4j.api.ObjectBody;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.FakeOwner.Seen;
import io.backup4j.store.gdrive.fake.Weather;
import io.backup4j.store.gdrive.fake.Weather.Event;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large objects, which travel in chunks. */
class GoogleDriveUploadTest {
    private static final byte[] LARGE = noise((5 << 20) + 12_345);

    private final FakeDrive drive = FakeDrive.start();
    private final String folder = drive.owner().newFolder("backups");
    private final GoogleDriveStore store = Drives.store(drive, DriveFolder.ofId(folder))
            .options(GoogleDriveOptions.defaults().withChunkBytes(1 << 20))
            .open();

    @AfterEach
    void stop() throws IOException {
        store.close();
        drive.close();
    }

    @Test
    void chunks_areSentOnceWhenNothingFails() throws IOException {
        store.put("large", ObjectBody.of(LARGE));

        assertThat(bytes(store, "large")).isEqualTo(LARGE);
        assertThat(drive.lines().stream().filter(line -> line.equals("PUT upload files")))
                .hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("io.backup4j.store.gdrive.GoogleDriveCutsTest#events")
    void failureAtAnyRequest_isResumedFromWhatHasArrived(Event event) throws IOException {
        store.put("counted", ObjectBody.of(LARGE));
        int requests = drive.lines().size();
        for (int cut = 1; cut <= requests; cut++) {
            int at = cut;
            drive.clear();
            drive.weather((line, number) -> number == at ? event : Event.PASS);
            store.put("large/" + cut, ObjectBody.of(LARGE));
            drive.weather(Weather.FINE);

            assertThat(bytes(store, "large/" + cut)).isEqualTo(LARGE);
            assertThat(drive.lines().stream().filter(line -> line.equals("PUT upload files")))
                    .hasSizeLessThanOrEqualTo(8);
            store.delete("large/" + cut);
        }
    }

    @Test
    void driveThatKeepsAPartOfEachChunk_getsTheRestAgain() throws IOException {
        drive.owner().acceptAtMost(512 << 10);
        store.put("large", ObjectBody.of(LARGE));

        assertThat(bytes(store, "large")).isEqualTo(LARGE);
    }

    @Test
    void driveThatKeepsNothing_isGivenUp() {
        drive.owner().acceptAtMost(0);

        assertThatThrownBy(() -> store.put("large", ObjectBody.of(LARGE)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("takes no byte behind 0");
    }

    @Test
    void uploadThatDriveHasForgotten_beginsAnew() throws IOException {
        AtomicBoolean once = new AtomicBoolean();
        drive.weather((line, number) -> {
            if (number == 8 && once.compareAndSet(false, true)) {
                drive.owner().forgetUploads();
            }
            return Event.PASS;
        });
        store.put("large", ObjectBody.of(LARGE));

        assertThat(bytes(store, "large")).isEqualTo(LARGE);
        assertThat(once).isTrue();
    }

    @Test
    void contentThatChangesAfterItsArrival_isFoundOutAndRemoved() {
        AtomicBoolean once = new AtomicBoolean();
        drive.weather((line, number) -> {
            // Between the upload, whose answer is lost, and the look at what has become of it.
            if (line.startsWith("GET files/")) {
                drive.owner().files(folder).stream()
                        .filter(file ->
                                file.name().equals("a") && !file.content().isEmpty())
                        .map(Seen::id)
                        .forEach(id -> drive.owner().overwrite(id, ByteString.utf8("other")));
            }
            return line.equals("POST upload files") && once.compareAndSet(false, true) ? Event.CUT_AFTER : Event.PASS;
        });

        assertThatThrownBy(() -> store.put("a", ObjectBody.of(noise(100))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("they were removed");
    }

    @Test
    void fullDrive_isAClearRefusalAndLeavesNothing() throws IOException {
        drive.owner().quota(1_000_000);
        for (int size : new int[] {1_100_000, LARGE.length}) {
            assertThatThrownBy(() -> store.put("large", ObjectBody.of(noise(size))))
                    .isInstanceOf(io.backup4j.api.StoreRefusedException.class)
                    .hasMessageContainingAll("Could not store large", "storageQuotaExceeded", "the storage is full");
        }
        assertThat(names(store)).isEmpty();
        assertThat(drive.owner().files(folder)).isEmpty();
    }
}
