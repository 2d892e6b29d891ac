package io.backup4j.store.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.BackupStore;
import io.backup4j.testkit.BackupStoreContract;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract against a real service. Set {@code BACKUP4J_S3_BUCKET}, and where they are needed {@code BACKUP4J_S3_REGION},
 * {@code BACKUP4J_S3_ENDPOINT} (which also means path style), {@code BACKUP4J_S3_CHECKSUMS}; credentials are found as by any
 * program that uses the SDK.
 */
class S3LiveContractTest extends BackupStoreContract {
    private static final Map<String, String> ENVIRONMENT = System.getenv();

    private final String prefix = "backup4j-test/" + UUID.randomUUID();

    @BeforeAll
    static void requireBucket() {
        assumeTrue(
                ENVIRONMENT.containsKey("BACKUP4J_S3_BUCKET"),
                "BACKUP4J_S3_BUCKET is not set: name a bucket to run the contract against a real service");
    }

    @Override
    protected BackupStore openStore() {
        S3StoreBuilder builder = S3Store.builder(ENVIRONMENT.get("BACKUP4J_S3_BUCKET"))
                .options(S3Options.defaults().withPrefix(prefix).withChecksums(checksums()));
        if (ENVIRONMENT.containsKey("BACKUP4J_S3_REGION")) {
            builder.region(ENVIRONMENT.get("BACKUP4J_S3_REGION"));
        }
        if (ENVIRONMENT.containsKey("BACKUP4J_S3_ENDPOINT")) {
            builder.endpoint(URI.create(ENVIRONMENT.get("BACKUP4J_S3_ENDPOINT")))
                    .pathStyle();
        }
        return builder.open();
    }

    @Override
    protected int manyObjects() {
        return 1_100;
    }

    @AfterEach
    void removeObjects() throws IOException {
        try (BackupStore store = openStore()) {
            List<String> names = new ArrayList<>();
            store.list("", object -> names.add(object.name()));
            for (String name : names) {
                store.delete(name);
            }
        }
    }

    private static ChecksumMode checksums() {
        return ChecksumMode.valueOf(ENVIRONMENT.getOrDefault("BACKUP4J_S3_CHECKSUMS", "HEADER"));
    }
}
