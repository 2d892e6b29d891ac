package io.backup4j.store.gdrive;

import static io.backup4j.store.gdrive.Calls.names;
import static io.backup4j.store.gdrive.Calls.put;
import static io.backup4j.store.gdrive.Calls.read;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.backup4j.api.ObjectMissingException;
import io.backup4j.api.StoreRefusedException;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.FakeTokens;
import io.backup4j.store.gdrive.fake.Weather.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Drive, or the way to it, refuses, and what is said and done about it. */
class GoogleDriveRefusalTest {
    private final FakeDrive drive = FakeDrive.start();
    private final String folder = drive.owner().newFolder("backups");
    private final GoogleDriveStore store =
            Drives.store(drive, DriveFolder.ofId(folder)).open();

    @AfterEach
    void stop() throws IOException {
        store.close();
        drive.close();
    }

    @ParameterizedTest
    @CsvSource({
        "403, insufficientFilePermissions, the right to view the folder",
        "403, storageQuotaExceeded, the storage is full",
        "403, dailyLimitExceeded, go on tomorrow",
        "403, numChildrenInNonRootLimitExceeded, use another one",
        "403, accessNotConfigured, enable the Drive API",
        "403, cannotDownloadAbusiveFile, encrypt the repository",
        "400, invalidParameter, planned"
    })
    void refusal_saysWhatToDoAndIsNotRepeated(int status, String reason, String advice) throws IOException {
        put(store, "a", "x");
        drive.clear();
        drive.weather((line, number) -> Event.refuse(status, reason));

        assertThatThrownBy(() -> read(store, "a"))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContainingAll("Could not read a from gdrive://" + folder, "" + status, reason, advice);
        assertThat(drive.lines()).hasSize(1);
    }

    @Test
    void missingFolder_isNoMissingObject() throws IOException {
        try (GoogleDriveStore nowhere =
                Drives.store(drive, DriveFolder.ofId("no-such-folder")).open()) {
            assertThatThrownBy(() -> put(nowhere, "a", "x")).hasMessageContaining("check the folder's id");
            assertThatThrownBy(() -> names(nowhere)).hasMessageContaining("check the folder's id");
            assertThatThrownBy(() -> read(nowhere, "a"))
                    .isNotInstanceOf(ObjectMissingException.class)
                    .hasMessageContaining("check the folder's id");
        }
    }

    @Test
    void missingRightToDelete_isNamed_andClaimsThatStayHarmNobody() throws IOException {
        drive.weather((line, number) ->
                line.startsWith("DELETE") ? Event.refuse(403, "insufficientFilePermissions") : Event.PASS);
        put(store, "a", "x");
        put(store, "b", "x");

        assertThat(store.takeWarnings()).hasSize(2);
        assertThatThrownBy(() -> store.delete("a"))
                .hasMessageContainingAll("delete a", "content managers can use the trash");
        assertThat(read(store, "a")).isEqualTo("x");
        assertThat(names(store)).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({"403, userRateLimitExceeded", "403, rateLimitExceeded", "429, rateLimitExceeded"})
    void requestsThatAreTooMany_makeTheWholeStoreWaitLongerEachTime(int status, String reason) throws IOException {
        List<Long> waits = new ArrayList<>();
        AtomicLong nanos = new AtomicLong();
        Pace pace = new Pace(
                nanos::get,
                wait -> {
                    waits.add(wait / 1_000_000);
                    nanos.addAndGet(wait);
                },
                () -> 0);
        drive.weather((line, number) -> number <= 5 ? Event.refuse(status, reason) : Event.PASS);
        try (GoogleDriveStore slow =
                Drives.store(drive, DriveFolder.ofId(folder)).pace(pace).open()) {
            assertThat(names(slow)).isEmpty();
        }

        assertThat(waits).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L);
    }

    @Test
    void askedToSlowDown_otherThreadsWaitToo() throws IOException {
        AtomicLong nanos = new AtomicLong();
        List<Long> waits = new ArrayList<>();
        Pace pace = new Pace(nanos::get, waits::add, () -> 0);
        pace.slowDown(1);
        pace.await();
        nanos.addAndGet(600_000_000L);
        pace.await();

        assertThat(waits).containsExactly(500_000_000L);
    }

    @Test
    void driveThatStaysBusy_isAFailureThatMayPass() {
        drive.weather((line, number) -> Event.refuse(403, "userRateLimitExceeded"));

        assertThatThrownBy(() -> names(store))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("asked too often");
        assertThat(drive.lines()).hasSize(8);
    }

    @Test
    void tokenThatExpiresInMidRun_isRefreshedOnce() throws IOException {
        put(store, "a", "x");
        assertThat(drive.tokens().given()).isEqualTo(1);
        drive.tokens().expire();
        put(store, "b", "x");

        assertThat(read(store, "a")).isEqualTo("x");
        assertThat(drive.tokens().given()).isEqualTo(2);
    }

    @Test
    void userWhoTookTheRightBack_isAskedToSignInAgain() throws IOException {
        put(store, "a", "x");
        drive.tokens().revoke();

        assertThatThrownBy(() -> read(store, "a"))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("sign in again")
                .hasMessageNotContaining("client secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void tokenServiceThatFails_isAskedAgain(int status) throws IOException {
        drive.tokens().fail(status, 3);
        assertThat(names(store)).isEmpty();

        drive.tokens().fail(status, Integer.MAX_VALUE);
        try (GoogleDriveStore later =
                Drives.store(drive, DriveFolder.ofId(folder)).open()) {
            assertThatThrownBy(() -> names(later))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StoreRefusedException.class)
                    .hasMessageContainingAll("Could not list ''", "" + status)
                    .hasMessageNotContaining("sign in again");
        }
    }

    @Test
    void driveThatCannotBeReached_isNamed() throws IOException {
        try (GoogleDriveStore nowhere = GoogleDriveStore.builder(DriveFolder.ofId("x"))
                .endpoint(URI.create("http://127.0.0.1:1"))
                .credentials(FakeTokens.user(drive.endpoint()))
                .pace(Drives.pace(new AtomicLong()))
                .open()) {
            assertThatThrownBy(() -> names(nowhere))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("Could not list ''", "Connect");
        }
    }

    @Test
    void pageThatComesAgainAndAgain_isAnErrorAndNoEndlessList() throws IOException {
        for (int i = 0; i < 3; i++) {
            put(store, "a/" + i, "x");
        }
        drive.owner().pageSize(1);
        drive.owner().repeatPages();

        assertThatThrownBy(() -> names(store)).hasMessageContaining("again and again");
    }

    @Test
    void clockOfDrive_isTold() throws IOException {
        assertThat(store.clock())
                .hasValueSatisfying(time -> assertThat(time).isCloseTo(Instant.now(), within(1, MINUTES)));
    }

    @Test
    void nonsense_isRefusedAtOnce() {
        assertThatThrownBy(() -> DriveFolder.ofPath("//")).hasMessageContaining("name a folder");
        assertThatThrownBy(() -> DriveFolder.ofPath("a/ /b")).hasMessageContaining("without a name");
        assertThatThrownBy(() -> GoogleDriveOptions.defaults().withAttempts(0)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> GoogleDriveOptions.defaults().withChunkBytes(100_000))
                .hasMessageContaining("multiple of 262144");
        assertThatThrownBy(() -> GoogleDriveStore.builder(DriveFolder.ofId("x")).open())
                .hasMessageContaining("credentials");
    }

    @Test
    void folders_sayWhereTheyAre() {
        assertThat(DriveFolder.ofPath("a/b").location()).isEqualTo("gdrive:///a/b");
        assertThat(DriveFolder.ofId("XY").resolve("/a/").location()).isEqualTo("gdrive://XY/a");
        assertThat(DriveFolder.ofId("XY").location()).isEqualTo("gdrive://XY");
        assertThat(DriveFolder.ofSharedDrive("D").resolve("a").location()).isEqualTo("gdrive:///a?drive=D");
    }
}
