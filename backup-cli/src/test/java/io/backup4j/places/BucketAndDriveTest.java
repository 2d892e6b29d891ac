package io.backup4j.places;

import io.backup4j.api.BackupStore;

/** A bucket, and a folder of a drive as its replica. */
class BucketAndDriveTest extends PairOfPlaces {
    @Override
    BackupStore primary() {
        return places.bucket();
    }

    @Override
    BackupStore replica() {
        return places.drive();
    }

    @Override
    int casesForEachTried() {
        return 30;
    }
}
