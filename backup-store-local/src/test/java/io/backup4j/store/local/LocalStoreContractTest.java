package io.backup4j.store.local;

import io.backup4j.api.BackupStore;
import io.backup4j.testkit.BackupStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreContractTest extends BackupStoreContract {
    @TempDir
    private Path directory;

    @Override
    protected BackupStore openStore() {
        return LocalStore.at(directory);
    }

    @Override
    protected boolean plantForeignObject(String name) throws IOException {
        return plant(directory.resolve(name));
    }

    /** As on a file system that has no hard links. */
    @Nested
    class WithoutLinks extends BackupStoreContract {
        @TempDir
        private Path directoryWithoutLinks;

        @Override
        protected BackupStore openStore() {
            return new LocalStore(directoryWithoutLinks, Publisher::moveUnderLock);
        }

        @Override
        protected boolean plantForeignObject(String name) throws IOException {
            return plant(directoryWithoutLinks.resolve(name));
        }
    }

    private static boolean plant(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "somebody else's");
        return true;
    }
}
