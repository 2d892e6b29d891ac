package io.backup4j.store.gdrive;

import io.backup4j.api.BackupStore;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.testsuites.DamageSuite;
import org.junit.jupiter.api.AfterEach;

/** Damage in a folder of a drive. */
class GoogleDriveDamageTest extends DamageSuite {
    private final FakeDrive drive = FakeDrive.start();
    private final String folder = drive.owner().newFolder("backups");

    @AfterEach
    void stop() {
        drive.close();
    }

    @Override
    protected BackupStore openStore() {
        return Drives.store(drive, DriveFolder.ofId(folder)).open();
    }

    @Override
    protected int casesForEachTried() {
        return 5;
    }
}
