package io.backup4j.places;

import io.backup4j.api.BackupStore;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A bucket, and a folder of a drive as its replica. */
@DisabledIfSystemProperty(
        named = "campaign.factor",
        matches = "1",
        disabledReason = "Only in campaigns (-Pcampaign): each object on a drive takes five requests")
class BucketAndDriveTest extends PairOfPlaces {
    @Override
    BackupStore primary() {
        return places.bucket();
    }

    @Override
    BackupStore replica() {
        return places.drive();
    }
}
