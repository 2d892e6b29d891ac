package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.Component;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.sql.postgres.PostgresServer;
import io.backup4j.sql.postgres.PostgresSource;
import io.backup4j.sql.postgres.PostgresTarget;
import io.backup4j.store.local.LocalStore;
import java.nio.file.Path;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/** Backs up a PostgreSQL database that is in use, and restores it as a new one beside it. */
public final class PostgresToALocalStore {
    private PostgresToALocalStore() {}

    /**
     * Runs the recipe with a URL such as {@code jdbc:postgresql://host/shop?user=me}; the password comes from ~/.pgpass. Leaves the
     * database {@code restored_by_recipe}, which must not be there before.
     */
    public static void main(String[] arguments) throws Exception {
        String url = Scratch.argument(arguments, 0, "a URL such as jdbc:postgresql://host/shop?user=me");
        Scratch.run(directory -> run(directory, url, "restored_by_recipe"));
    }

    static void run(Path directory, String url, String newName) throws Exception {
        PGSimpleDataSource shop = new PGSimpleDataSource();
        shop.setUrl(url);
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            // Any pool will do: connections are given back as they came.
            RestorePoint point = repository.backup(PostgresSource.logical(shop));
            Component database = point.components().get(0);
            System.out.println(database.sourceLocation() + " of version "
                    + database.properties().get("server") + ": "
                    + database.properties().get("rows") + " rows");

            PostgresServer server = PostgresServer.at(url, new Properties());
            repository.restore(point, PostgresTarget.newDatabase(server, newName));
            System.out.println("It is there again as " + newName);
        }
    }
}
