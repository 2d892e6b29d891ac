package io.backup4j.store.gdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupException;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.PruneRequest;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.FakeOwner.Seen;
import io.backup4j.store.gdrive.fake.Weather;
import io.backup4j.store.gdrive.fake.Weather.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole repositories on a drive that fails them. */
class GoogleDriveRepositoryTest {
    private static final RepositoryOptions ONE_WORKER =
            RepositoryOptions.defaults().withWorkers(1);

    @TempDir
    private Path temp;

    private final FakeDrive drive = FakeDrive.start();
    private final String folder = drive.owner().newFolder("backups");
    private final Encryption key = Encryption.password("drive".toCharArray(), new Argon2Parameters(8, 1, 1));
    private final byte[] kept = Calls.noise(100_000);
    private Path data;

    @BeforeEach
    void fill() throws IOException {
        data = Files.createDirectory(temp.resolve("data"));
        Files.write(data.resolve("kept"), kept);
        Files.writeString(data.resolve("changed"), "first");
    }

    @AfterEach
    void stop() {
        key.close();
        drive.close();
    }

    @Test
    void networkThatDiesAtAnyRequest_leavesTheEarlierPointAndAUsableRepository() throws IOException {
        RestorePoint first = backUp("first");
        drive.clear();
        backUp("counted");
        int requests = drive.lines().size();
        assertThat(requests).isBetween(15, 60);
        for (int cut = 1; cut <= requests; cut += 2) {
            int at = cut;
            drive.clear();
            drive.weather(
                    (line, number) -> number < at ? Event.PASS : number == at ? Event.CUT_AFTER : Event.CUT_BEFORE);
            String changed = "cut at " + cut;
            assertThatThrownBy(() -> backUp(changed)).as(changed).isInstanceOf(BackupException.class);
            drive.weather(Weather.FINE);
            RestorePoint next = backUp(changed);
            try (GoogleDriveStore store = open(8);
                    BackupRepository repository = BackupRepository.open(store, key, ONE_WORKER)) {
                assertRestores(repository, first, "first");
                assertRestores(repository, next, changed);
                assertThat(repository.verify(VerifyLevel.EVERY_BYTE).isClean())
                        .as(changed)
                        .isTrue();
            }
        }
    }

    @Test
    void unchangedBackup_needsFewRequestsHoweverManyPointsThereAre() throws IOException {
        for (int point = 0; point < 20; point++) {
            backUp("point " + point);
        }
        List<String> fewest = drive.lines();
        try (GoogleDriveStore store = open(8);
                BackupRepository repository = BackupRepository.open(store, key, ONE_WORKER)) {
            // The first reads the index; one sees that a file is no longer too new, and the next what that one stored.
            for (int i = 0; i < 4; i++) {
                drive.clear();
                repository.backup(FileTreeSource.of(data));
                fewest = drive.lines().size() < fewest.size() ? drive.lines() : fewest;
            }
        }
        assertThat(fewest).hasSizeLessThanOrEqualTo(14);
        assertThat(fewest.stream().filter(line -> line.startsWith("POST")))
                .containsExactly("POST files", "POST upload files");
    }

    @Test
    void everythingAtOnceOnABadDay_isAsOnAGoodOne() throws IOException {
        drive.owner().freezeClock();
        drive.owner().showLater(1);
        drive.owner().pageSize(3);
        drive.weather((line, number) -> number % 5 == 0 ? Event.refuse(403, "userRateLimitExceeded") : Event.PASS);
        drive.owner().plant(folder, "config");
        drive.owner().plant(folder, "points/of-somebody-else");
        RestorePoint first = backUp("first");
        drive.tokens().expire();
        RestorePoint second = backUp("second");
        try (GoogleDriveStore store = open(8);
                BackupRepository repository = BackupRepository.open(store, key, ONE_WORKER)) {
            repository.delete(first.id());
            repository.run(PruneRequest.defaults());
            assertThat(repository.restorePoints()).containsExactly(second);
            assertRestores(repository, second, "second");
            assertThat(repository.verify(VerifyLevel.EVERY_BYTE).isClean()).isTrue();
        }
        assertThat(drive.owner().files(folder))
                .extracting(Seen::name)
                .contains("config", "points/of-somebody-else")
                .doesNotContain("void");
    }

    private RestorePoint backUp(String changed) throws IOException {
        Files.writeString(data.resolve("changed"), changed);
        try (GoogleDriveStore store = open(8);
                BackupRepository repository = BackupRepository.openOrCreate(store, key, ONE_WORKER)) {
            return repository.backup(FileTreeSource.of(data));
        }
    }

    private void assertRestores(BackupRepository repository, RestorePoint point, String changed) throws IOException {
        Path target = Files.createTempDirectory(temp, "restored");
        repository.restore(point, FileTreeTarget.into(target));
        assertThat(target.resolve("changed")).hasContent(changed);
        assertThat(target.resolve("kept")).hasBinaryContent(kept);
    }

    private GoogleDriveStore open(int attempts) {
        return Drives.store(drive, DriveFolder.ofId(folder))
                .options(GoogleDriveOptions.defaults().withAttempts(attempts))
                .open();
    }
}
