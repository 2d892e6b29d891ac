package io.backup4j.places;

import io.backup4j.api.BackupStore;

/** A bucket, and a directory as its replica. */
class BucketAndDirectoryTest extends PairOfPlaces {
    @Override
    BackupStore primary() {
        return places.bucket();
    }

    @Override
    BackupStore replica() {
        return places.directory(temp);
    }
}
