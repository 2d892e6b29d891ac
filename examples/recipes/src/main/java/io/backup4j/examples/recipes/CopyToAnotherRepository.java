package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.CopyRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;

/** Keeps a second repository, elsewhere and under another key. Only what is not there yet is moved. */
public final class CopyToAnotherRepository {
    private CopyToAnotherRepository() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(CopyToAnotherRepository::run);
    }

    static void run(Path directory) throws IOException {
        Path keyFile = directory.resolve("second.key");
        Encryption.generateKeyFile(keyFile);
        try (BackupStore store = LocalStore.at(directory.resolve("first"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password);
                BackupStore otherStore = LocalStore.at(directory.resolve("second"));
                Encryption key = Encryption.keyFile(keyFile);
                BackupRepository other = BackupRepository.openOrCreate(otherStore, key)) {
            Path data = Scratch.makeTree(directory.resolve("data"));

            copy(repository, repository.backup(FileTreeSource.of(data)), other);
            Scratch.write(data.resolve("letters/to-the-bank.txt"), "Dear bank, I have changed my mind.\n");
            copy(repository, repository.backup(FileTreeSource.of(data)), other);
        }
    }

    private static void copy(BackupRepository repository, RestorePoint point, BackupRepository other) {
        RestorePoint copy = repository.run(new CopyRequest(point.id(), other)).point();
        System.out.println(
                "Copied " + point.id().abbreviated() + " of " + copy.bytes().original() + " bytes as "
                        + copy.id().abbreviated() + ", of which " + copy.bytes().added() + " bytes were new there");
    }
}
