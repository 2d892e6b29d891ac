package io.backup4j.store.gdrive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.BackupStore;
import io.backup4j.testkit.BackupStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract against the real Drive. Set {@code BACKUP4J_GDRIVE_CREDENTIALS} to a file as {@link DriveCredentials#fromFile} reads,
 * and {@code BACKUP4J_GDRIVE_FOLDER} to the id of a folder; each test makes a folder of its own below it, which stays, empty. A
 * folder of a shared drive needs {@code BACKUP4J_GDRIVE_DRIVE} too, the drive's id.
 */
class GoogleDriveLiveContractTest extends BackupStoreContract {
    private static final Map<String, String> ENVIRONMENT = System.getenv();

    private final String path = "backup4j-test/" + UUID.randomUUID();

    @BeforeAll
    static void requireFolder() {
        for (String variable : List.of("BACKUP4J_GDRIVE_CREDENTIALS", "BACKUP4J_GDRIVE_FOLDER")) {
            assumeTrue(
                    ENVIRONMENT.containsKey(variable),
                    variable + " is not set: it is needed to run the contract against the real Drive");
        }
    }

    @Override
    protected BackupStore openStore() throws IOException {
        DriveFolder folder = new DriveFolder(
                ENVIRONMENT.getOrDefault("BACKUP4J_GDRIVE_DRIVE", ""),
                ENVIRONMENT.get("BACKUP4J_GDRIVE_FOLDER"),
                List.of());
        return GoogleDriveStore.builder(folder.resolve(path))
                .credentials(DriveCredentials.fromFile(Path.of(ENVIRONMENT.get("BACKUP4J_GDRIVE_CREDENTIALS"))))
                .open();
    }

    @Override
    protected int manyObjects() {
        return 60;
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
}
