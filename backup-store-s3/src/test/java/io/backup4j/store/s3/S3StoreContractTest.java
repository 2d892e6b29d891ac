package io.backup4j.store.s3;

import io.backup4j.api.BackupStore;
import io.backup4j.testkit.BackupStoreContract;
import org.junit.jupiter.api.Nested;

class S3StoreContractTest extends BackupStoreContract {
    private final String bucket = S3Server.newBucket();

    @Override
    protected BackupStore openStore() {
        return S3Server.store(S3Server.endpoint(), bucket).open();
    }

    @Override
    protected boolean plantForeignObject(String name) {
        S3Server.plant(bucket, name);
        return true;
    }

    @Override
    protected int manyObjects() {
        return 1_200;
    }

    /** Below a prefix, with parts and trailers. */
    @Nested
    class BelowAPrefix extends BackupStoreContract {
        private final String shared = S3Server.newBucket();

        BelowAPrefix() {
            S3Server.plant(shared, "team/alpha");
            S3Server.plant(shared, "team/a-other/b");
            S3Server.plant(shared, "zeta");
        }

        @Override
        protected BackupStore openStore() {
            S3Options options = S3Options.defaults()
                    .withPrefix("team/a")
                    .withChecksums(ChecksumMode.TRAILER)
                    .withMultipartAbove(S3Options.SMALLEST_PART);
            return S3Server.store(S3Server.endpoint(), shared).options(options).open();
        }

        @Override
        protected boolean plantForeignObject(String name) {
            S3Server.plant(shared, "team/a/" + name);
            return true;
        }

        @Override
        protected int manyObjects() {
            return 100;
        }
    }
}
