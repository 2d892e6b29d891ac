package io.backup4j.places;

import io.backup4j.api.BackupStore;
import io.backup4j.store.local.LocalStore;
import io.backup4j.testsuites.CrashSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A directory, whose processes end between two of its calls. */
class DirectoryCrashTest extends CrashSuite {
    @TempDir
    Path temp;

    @Override
    protected BackupStore openStore() {
        return LocalStore.at(temp.resolve("store"));
    }

    @Override
    protected int casesForEachTried() {
        return 2;
    }
}
