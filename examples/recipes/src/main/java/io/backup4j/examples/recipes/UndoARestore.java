package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.sql.sqlite.SqliteSource;
import io.backup4j.sql.sqlite.SqliteTarget;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Restores a database while its application is running, finds that it was a mistake, and takes it back. What was there became a
 * restore point first.
 */
public final class UndoARestore {
    private UndoARestore() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(UndoARestore::run);
    }

    static void run(Path directory) throws IOException, SQLException {
        Path database = directory.resolve("shop.db");
        try (SampleShop shop = SampleShop.open(database);
                BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            shop.order("an umbrella");
            RestorePoint yesterday = repository.backup(SqliteSource.of(database));
            shop.order("another umbrella");

            SqliteTarget target = SqliteTarget.live(database);
            repository.restore(yesterday, target);
            System.out.println("Restored: " + shop.orders() + " order");
            repository.undo(target);
            System.out.println("Undone: " + shop.orders() + " orders");

            shop.loseAllOrders();
            repository.restore(yesterday, target);
            System.out.println("This time it was right: " + shop.orders() + " order");
        }
    }
}
