package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.BackupException;
import io.backup4j.api.RestorePoint;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** All connections to the server are cut at some point of a restore. */
class CutConnectionTest {
    private final TestServer server = TestServer.of(15);
    private final Restores restores = new Restores();
    private String database = "";

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        server.run(database, """
                create table t (i int primary key, pad text); create index on t (pad);
                insert into t select i, md5(i::text) from generate_series(1, 30000) i;
                create table u (i int); insert into u select generate_series(1, 100000);
                """);
    }

    @AfterEach
    void close() {
        restores.close();
    }

    @ParameterizedTest
    @CsvSource({"NEW, 5000", "NEW, 1500000", "REPLACE, 1200000", "SCHEMAS, 20000", "SCHEMAS, 1500000", "TABLES, 900000"
    })
    @DisplayName(
            "A connection that is cut leaves everything as it was, wherever it is cut, and the next restore succeeds")
    void cut(Way way, long bytes) throws Exception {
        RestorePoint point =
                restores.backUp(PostgresSource.logical(server.source(database))).point();
        server.run(database, "update t set pad = 'new' where i < 100");
        Untouched before = Untouched.of(server, database);
        try (TcpProxy proxy = new TcpProxy(server.port())) {
            PGSimpleDataSource source = server.source(database);
            source.setPortNumbers(new int[] {proxy.port()});
            PostgresTarget target = way.target(throughProxy(proxy), source, database);
            proxy.cutAfter(bytes);

            assertThatThrownBy(() -> restores.restore(point, target)).isInstanceOf(BackupException.class);
            Meanwhile.awaitNobody(server, database);
            before.check();
            restores.restore(point, target);
        }
    }

    private static PostgresServer throughProxy(TcpProxy proxy) {
        Properties properties = new Properties();
        properties.setProperty("user", TestServer.SUPERUSER);
        return PostgresServer.at("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres", properties);
    }
}
