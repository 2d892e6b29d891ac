package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.BackupSource;
import io.backup4j.api.RestoreTarget;
import io.backup4j.testkit.RestoreTargetContract;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;

class NewDatabaseContractTest extends RestoreTargetContract {
    private final TestServer server = TestServer.of(15);
    private String original = "";
    private String copy = "";

    @BeforeEach
    void makeDatabase() throws SQLException {
        original = server.newDatabase();
        copy = server.freeName();
        server.run(original, """
                create table a (id int primary key, t text);
                insert into a select i, repeat('x', 100) from generate_series(1, 5000) i;
                """);
    }

    @Override
    protected RestoreTarget target() {
        return PostgresTarget.newDatabase(server.server(), copy);
    }

    @Override
    protected BackupSource sample() {
        return PostgresSource.logical(server.source(original));
    }

    @Override
    protected void assertHoldsSample() throws Exception {
        assertThat(Differences.between(DatabaseImage.of(server, copy), DatabaseImage.of(server, original)))
                .isEmpty();
        assertThat(server.query("postgres", "select datname from pg_database where datname like '" + copy + "\\_%'"))
                .isEmpty();
    }
}
