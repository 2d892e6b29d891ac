package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Selection;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.core.files.FileTreeTarget;
import io.backup4j.sql.sqlite.SqliteSource;
import io.backup4j.sql.sqlite.SqliteTarget;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Puts a database and the files that its rows speak of into one restore point, the database first: every file that a row names
 * was there before the row, so it is in the point too. Each part is restored to a place of its own kind.
 */
public final class DatabaseAndUploads {
    private DatabaseAndUploads() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(DatabaseAndUploads::run);
    }

    static void run(Path directory) throws IOException, SQLException {
        Path database = directory.resolve("shop.db");
        Path uploads = Scratch.makeTree(directory.resolve("uploads"));
        try (SampleShop shop = SampleShop.open(database);
                BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            shop.order("an umbrella");
            RestorePoint point = repository
                    .run(BackupRequest.builder()
                            .component("db", SqliteSource.of(database))
                            .component("uploads", FileTreeSource.of(uploads))
                            .build())
                    .point();

            Path elsewhere = directory.resolve("restored");
            repository.run(new RestoreRequest(
                    point.id(), Selection.all().component("uploads"), FileTreeTarget.into(elsewhere)));
            repository.run(new RestoreRequest(
                    point.id(), Selection.all().component("db"), SqliteTarget.into(elsewhere.resolve("shop.db"))));
            try (SampleShop restored = SampleShop.open(elsewhere.resolve("shop.db"))) {
                System.out.println(
                        "Restored " + uploads.getFileName() + " and a shop with " + restored.orders() + " order");
            }
        }
    }
}
