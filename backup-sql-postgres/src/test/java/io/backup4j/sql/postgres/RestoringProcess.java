package io.backup4j.sql.postgres;

import io.backup4j.core.BackupRepository;
import io.backup4j.core.Encryption;
import io.backup4j.store.local.LocalStore;
import java.nio.file.Path;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;

/** Restores the only point of a repository in a process of its own, to be killed. */
final class RestoringProcess {
    private RestoringProcess() {}

    public static void main(String[] arguments) {
        String database = arguments[3];
        int port = Integer.parseInt(arguments[2]);
        try (LocalStore store = LocalStore.at(Path.of(arguments[0]));
                BackupRepository repository = BackupRepository.open(store, Encryption.none())) {
            repository.restore(
                    repository.restorePoints().get(0),
                    Way.valueOf(arguments[1]).target(server(port), source(port, database), database));
        }
    }

    private static PostgresServer server(int port) {
        Properties properties = new Properties();
        properties.setProperty("user", TestServer.SUPERUSER);
        properties.setProperty("ApplicationName", "restoring-process");
        return PostgresServer.at("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }

    private static PGSimpleDataSource source(int port, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {port});
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setDatabaseName(database);
        source.setUser(TestServer.SUPERUSER);
        source.setApplicationName("restoring-process");
        return source;
    }
}
