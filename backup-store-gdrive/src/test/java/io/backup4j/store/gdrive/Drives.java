package io.backup4j.store.gdrive;

import io.backup4j.store.gdrive.fake.FakeDrive;
import io.backup4j.store.gdrive.fake.FakeTokens;
import java.util.concurrent.atomic.AtomicLong;

/** Stores on a drive for tests, which wait without waiting. */
final class Drives {
    private Drives() {}

    static GoogleDriveStoreBuilder store(FakeDrive drive, DriveFolder folder) {
        return GoogleDriveStore.builder(folder)
                .endpoint(drive.endpoint())
                .credentials(FakeTokens.user(drive.endpoint()))
                .pace(pace(new AtomicLong()));
    }

    /** Time passes when somebody waits, and only then. */
    static Pace pace(AtomicLong nanos) {
        return new Pace(nanos::get, nanos::addAndGet, () -> 0.5);
    }
}
