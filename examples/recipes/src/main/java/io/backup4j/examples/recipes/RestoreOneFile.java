package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.Plan;
import io.backup4j.core.RestoreReport;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Selection;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gets one file back, after looking for it and at what the restore would do. Nothing else is read from the store. */
public final class RestoreOneFile {
    private RestoreOneFile() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(RestoreOneFile::run);
    }

    static void run(Path directory) throws IOException {
        Path data = Scratch.makeTree(directory.resolve("data"));
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            repository.backup(FileTreeSource.of(data));
            Files.delete(data.resolve("letters/to-grandmother.txt"));

            RestorePoint point = repository.restorePoint("latest");
            repository.entries(
                    point.id(),
                    Selection.all().glob("**/*.txt"),
                    found -> System.out.println("There is " + found.entry().path() + ", "
                            + found.entry().size() + " bytes"));

            Selection letter = Selection.all().path(EntryPath.of("letters/to-grandmother.txt"));
            RestoreRequest request =
                    new RestoreRequest(point.id(), letter, FileTreeTarget.into(directory.resolve("found")));
            Plan plan = repository.plan(request);
            System.out.println("A restore would create " + plan.creates() + " entries of " + plan.bytes() + " bytes");

            RestoreReport report = repository.run(request);
            System.out.println("Restored " + report.bytes() + " bytes to " + directory.resolve("found"));
        }
    }
}
