package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.VerifyLevel;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;

/** The ten lines of the README: a tree of files, encrypted into a directory, checked and restored. */
public final class EncryptedFiles {
    private EncryptedFiles() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(EncryptedFiles::run);
    }

    static void run(Path directory) throws IOException {
        Scratch.makeTree(directory.resolve("data"));

        // README begins
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {

            RestorePoint point = repository.backup(FileTreeSource.of(directory.resolve("data")));
            repository.verify(VerifyLevel.EVERY_BYTE).throwIfDamaged();
            repository.restore(point, FileTreeTarget.into(directory.resolve("restored")));
        }
        // README ends

        System.out.println("Backed up, verified and restored " + directory.resolve("data"));
    }
}
