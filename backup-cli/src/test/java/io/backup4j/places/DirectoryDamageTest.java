package io.backup4j.places;

import io.backup4j.api.BackupStore;
import io.backup4j.store.local.LocalStore;
import io.backup4j.testsuites.DamageSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Damage in a directory. */
class DirectoryDamageTest extends DamageSuite {
    @TempDir
    Path temp;

    @Override
    protected BackupStore openStore() {
        return LocalStore.at(temp.resolve("store"));
    }
}
