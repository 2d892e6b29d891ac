package io.backup4j.places;

import io.backup4j.api.BackupStore;

/** A directory, and a bucket as its replica. */
class DirectoryAndBucketTest extends PairOfPlaces {
    @Override
    BackupStore primary() {
        return places.directory(temp);
    }

    @Override
    BackupStore replica() {
        return places.bucket();
    }
}
