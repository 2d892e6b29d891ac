package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupSource;
import io.backup4j.testkit.BackupSourceContract;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresSourceContractTest extends BackupSourceContract {
    private static final String SECRET = "s3cr3t-passw0rd";

    private final TestServer server = TestServer.of(15);
    private String database = "";

    @BeforeEach
    void makeDatabase() throws SQLException {
        database = server.newDatabase();
        server.run(database, """
                create table a (id int, t text);
                create table b (id int);
                insert into a select i, repeat('x', 1000) from generate_series(1, 5000) i;
                insert into b values (1);
                select lo_from_bytea(0, '\\x0102');
                """);
    }

    @Override
    protected BackupSource source() {
        return source(database);
    }

    private BackupSource source(String name) {
        PGSimpleDataSource connections = server.source(name);
        connections.setPassword(SECRET);
        return PostgresSource.logical(connections);
    }

    @Override
    protected boolean changeData() throws SQLException {
        server.run(database, "insert into a values (0, 'new')");
        return true;
    }

    @Override
    protected Optional<BackupSource> missingSource() {
        return Optional.of(source("there_is_none"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET);
    }

    @Override
    protected void assertReleased() throws Exception {
        for (int i = 0; i < 100 && !sessions().isEmpty(); i++) {
            server.query("postgres", "select pg_sleep(0.05)");
        }
        assertThat(sessions()).isEmpty();
    }

    private List<String> sessions() throws SQLException {
        return server.query(
                "postgres",
                "select query from pg_stat_activity where datname in ('" + database + "', 'there_is_none')");
    }
}
