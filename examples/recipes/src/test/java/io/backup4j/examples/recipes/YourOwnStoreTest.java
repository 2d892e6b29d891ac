package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.testkit.BackupStoreContract;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

class YourOwnStoreTest extends BackupStoreContract {
    private final ConcurrentMap<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    protected BackupStore openStore() {
        return new YourOwnStore(objects);
    }
}
