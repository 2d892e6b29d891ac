package io.backup4j.store.gdrive;

import io.backup4j.api.BackupStore;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.Weather.Event;
import io.backup4j.testkit.BackupStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class GoogleDriveStoreContractTest extends BackupStoreContract {
    private final FakeDrive drive = FakeDrive.start();
    private final String folder = drive.owner().newFolder("backups");

    GoogleDriveStoreContractTest() {
        drive.owner().pageSize(100);
    }

    @AfterEach
    void stop() {
        drive.close();
    }

    @Override
    protected BackupStore openStore() {
        return Drives.store(drive, DriveFolder.ofId(folder)).open();
    }

    @Override
    protected boolean plantForeignObject(String name) {
        drive.owner().plant(folder, name);
        return true;
    }

    @Override
    protected int manyObjects() {
        return 320;
    }

    /**
     * In a folder of a shared drive that is created with the first object, by one who may use the trash and not delete, shown late,
     * at one moment.
     */
    @Nested
    class OnABadDay extends BackupStoreContract {
        private final FakeDrive bad = FakeDrive.start();
        private final DriveFolder below =
                DriveFolder.ofSharedDrive(bad.owner().newSharedDrive()).resolve("team/backups");

        OnABadDay() {
            bad.owner().freezeClock();
            bad.owner().showLater(2);
            bad.owner().acceptAtMost(1 << 20);
            bad.weather((line, number) ->
                    line.startsWith("DELETE") ? Event.refuse(403, "insufficientFilePermissions") : Event.PASS);
        }

        @AfterEach
        void stop() {
            bad.close();
        }

        @Override
        protected BackupStore openStore() {
            GoogleDriveOptions options =
                    GoogleDriveOptions.defaults().withTrash().withChunkBytes(2 << 20);
            return Drives.store(bad, below).options(options).open();
        }

        @Override
        protected int manyObjects() {
            return 40;
        }
    }
}
