package io.backup4j.examples.recipes;

import io.backup4j.api.BackupStore;
import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.core.Plan;
import io.backup4j.core.RestoreRequest;
import io.backup4j.sql.postgres.PostgresSource;
import io.backup4j.sql.postgres.PostgresTarget;
import io.backup4j.store.local.LocalStore;
import java.nio.file.Path;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** Gets one table of a PostgreSQL database back: first beside the present one to look at, then in its place. */
public final class RestoreOneTable {
    private RestoreOneTable() {}

    /**
     * Runs the recipe with a URL such as {@code jdbc:postgresql://host/shop?user=me} and a table, {@code public.orders}. Leaves the
     * schema {@code yesterday}, which must not be there before.
     */
    public static void main(String[] arguments) throws Exception {
        String url = Scratch.argument(arguments, 0, "a URL such as jdbc:postgresql://host/shop?user=me");
        String table = Scratch.argument(arguments, 1, "a table such as public.orders");
        Scratch.run(directory -> run(directory, url, table));
    }

    static void run(Path directory, String url, String table) throws Exception {
        PGSimpleDataSource shop = new PGSimpleDataSource();
        shop.setUrl(url);
        try (BackupStore store = LocalStore.at(directory.resolve("backups"));
                Encryption password = Encryption.password("correct horse battery staple");
                BackupRepository repository = BackupRepository.openOrCreate(store, password)) {
            RestorePoint point = repository.backup(PostgresSource.logical(shop));

            repository.restore(point, PostgresTarget.tablesBeside(shop, List.of(table), "yesterday"));
            System.out.println("The schema 'yesterday' has a plain copy of " + table);

            RestoreRequest request = RestoreRequest.of(point.id(), PostgresTarget.tables(shop, List.of(table)));
            Plan plan = repository.plan(request);
            System.out.println("Restoring " + table + " itself would replace " + plan.overwrites() + " table");
            repository.run(request);
        }
    }
}
