package io.backup4j.store.gdrive;

import io.backup4j.api.BackupStore;
import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.Weather;
import io.backup4j.store.gdrive.fake.Weather.Event;
import io.backup4j.testsuites.CrashSuite;
import io.backup4j.testsuites.Life;
import org.junit.jupiter.api.AfterEach;

/** Processes whose network to Drive is cut for good at a request. */
class GoogleDriveCrashTest extends CrashSuite {
    private final FakeDrive drive = FakeDrive.start();
    private final String folder = drive.owner().newFolder("backups");

    @AfterEach
    void stop() {
        drive.close();
    }

    @Override
    protected int casesForEachTried() {
        return 6;
    }

    @Override
    protected BackupStore openStore() {
        drive.weather(Weather.FINE);
        return open(8);
    }

    @Override
    protected BackupStore openStore(Life life) {
        drive.weather((line, number) -> switch (life.ask(!line.startsWith("GET"))) {
            case ANSWERED -> Event.PASS;
            case LAST -> Event.CUT_AFTER;
            case OVER -> Event.CUT_BEFORE;
        });
        return open(1);
    }

    private BackupStore open(int attempts) {
        return Drives.store(drive, DriveFolder.ofId(folder))
                .options(GoogleDriveOptions.defaults().withAttempts(attempts))
                .open();
    }
}
