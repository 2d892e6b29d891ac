package io.backup4j.store.gdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupStore;
import io.backup4j.core.Argon2Parameters;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.core.store.ReplicatedStore;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.testkit.BackupStoreContract;
import io.backup4j.testkit.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of a drive and a store of another kind together. */
class GoogleDriveReplicatedTest {
    private final FakeDrive drive = FakeDrive.start();
    private final DriveFolder folder = DriveFolder.ofPath("backups");

    @TempDir
    private Path temp;

    @AfterEach
    void stop() {
        drive.close();
    }

    @Nested
    class DriveFirst extends Pair {
        @Override
        BackupStore both(BackupStore onDrive, BackupStore memory) {
            return ReplicatedStore.of(onDrive, List.of(memory));
        }
    }

    @Nested
    class DriveSecond extends Pair {
        @Override
        BackupStore both(BackupStore onDrive, BackupStore memory) {
            return ReplicatedStore.of(memory, List.of(onDrive));
        }
    }

    abstract class Pair extends BackupStoreContract {
        private final InMemoryStore memory = new InMemoryStore();

        abstract BackupStore both(BackupStore onDrive, BackupStore memoryStore);

        @Override
        protected BackupStore openStore() {
            return both(Drives.store(drive, folder).open(), memory.reopen());
        }

        /** An object is whole in the primary, and so visible, while the replica is given it. */
        @Override
        @Test
        protected void unfinishedIsInvisible() {
            assertThatThrownBy(super::unfinishedIsInvisible).isInstanceOf(AssertionError.class);
        }

        @Override
        protected int manyObjects() {
            return 50;
        }

        @Override
        protected int largeObjectBytes() {
            return 1 << 20;
        }
    }

    @Test
    void driveThatIsFull_keepsTheCopyThatIsWholeAndIsBroughtUpLater() throws IOException {
        Path data = Files.createDirectory(temp.resolve("data"));
        InMemoryStore memory = new InMemoryStore();
        try (Encryption key = Encryption.password("pair".toCharArray(), new Argon2Parameters(8, 1, 1))) {
            backUp(memory, key, data, Calls.noise(10_000), 0);
            drive.owner().quota(0);
            backUp(memory, key, data, Calls.noise(200_000), 1);
            drive.owner().quota(Long.MAX_VALUE);
            try (ReplicatedStore store = open(memory)) {
                assertThat(store.sync().isComplete()).isTrue();
            }
            try (BackupStore alone = Drives.store(drive, folder).open();
                    BackupRepository repository = BackupRepository.open(alone, key)) {
                repository.restore(repository.restorePoint("latest"), FileTreeTarget.into(temp.resolve("restored")));
                assertThat(temp.resolve("restored/file")).hasBinaryContent(Calls.noise(200_000));
            }
        }
    }

    private void backUp(InMemoryStore memory, Encryption key, Path data, byte[] content, int issues)
            throws IOException {
        Files.write(data.resolve("file"), content);
        try (ReplicatedStore store = open(memory);
                BackupRepository repository = BackupRepository.openOrCreate(store, key)) {
            BackupReport report = repository.run(BackupRequest.of(FileTreeSource.of(data)));
            assertThat(report.issues())
                    .hasSize(issues)
                    .allMatch(issue -> issue.message().contains("storageQuotaExceeded"));
        }
    }

    private ReplicatedStore open(InMemoryStore memory) {
        return ReplicatedStore.of(
                memory.reopen(), List.of(Drives.store(drive, folder).open()));
    }
}
