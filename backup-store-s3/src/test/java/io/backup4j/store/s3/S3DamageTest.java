package io.backup4j.store.s3;

import io.backup4j.api.BackupStore;
import io.backup4j.testsuites.DamageSuite;

/** Damage in a bucket. */
class S3DamageTest extends DamageSuite {
    private final String bucket = S3Server.newBucket();

    @Override
    protected BackupStore openStore() {
        return S3Store.of(S3Server.client(), bucket, S3Options.defaults());
    }

    @Override
    protected int casesForEachTried() {
        return 5;
    }
}
