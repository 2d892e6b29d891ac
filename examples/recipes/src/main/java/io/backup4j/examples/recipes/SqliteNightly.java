package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.Retention;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.sql.sqlite.SqliteSource;
import io.backup4j.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * What a nightly job does with the SQLite database of an application that goes on running: backs it up, of which only changed
 * pages are stored, and thins out what there is.
 */
public final class SqliteNightly {
    private SqliteNightly() {}

    /** Runs the recipe in a temporary directory. */
    public static void main(String[] arguments) throws Exception {
        Scratch.run(SqliteNightly::run);
    }

    static void run(Path directory) throws IOException, SQLException {
        Path database = directory.resolve("shop.db");
        try (SampleShop shop = SampleShop.open(database)) {
            for (int night = 1; night <= 3; night++) {
                shop.order("umbrella " + night);
                backUp(database, LocalStore.at(directory.resolve("backups")));
            }
        }
    }

    private static void backUp(Path database, BackupStore opened) throws IOException {
        try (BackupStore store = opened;
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            BackupReport report = repository.run(BackupRequest.builder()
                    .component("shop", SqliteSource.of(database))
                    .createdBy("nightly job")
                    .build());
            System.out.println(report.point().bytes().original() + " bytes, "
                    + report.point().bytes().added() + " of them new");
            repository.applyRetention(Retention.keepDaily(7).and(Retention.keepMonthly(12)));
        }
    }
}
