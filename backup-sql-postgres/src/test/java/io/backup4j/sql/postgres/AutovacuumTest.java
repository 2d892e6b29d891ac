package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.RestoreRequest;
import io.backup4j.testservers.RunningPostgres;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The server's own cleaning is nobody who uses a database. */
class AutovacuumTest {
    private static final List<String> SLOW = List.of(
            "autovacuum=on",
            "autovacuum_naptime=1s",
            "autovacuum_vacuum_cost_delay=100ms",
            "autovacuum_vacuum_cost_limit=1");

    @Test
    @DisplayName("A database that is being vacuumed is replaced, also by who may not end the vacuuming")
    void vacuumed() throws Exception {
        try (RunningPostgres running = RunningPostgres.with(SLOW, 15);
                Restores restores = new Restores()) {
            TestServer server = TestServer.on(running);
            String database = server.newDatabase();
            server.run(
                    database,
                    "create table t (id int, pad text); insert into t select i, repeat('x', 500) from generate_series(1, 20000) i;"
                            + " create role b4j_keeper login createdb; alter database " + database
                            + " owner to b4j_keeper");
            RestorePoint point = restores.backUp(PostgresSource.logical(server.source(database)))
                    .point();
            PostgresTarget target = PostgresTarget.replaceDatabase(server.server("b4j_keeper"), database)
                    .withoutOwnership();

            awaitVacuum(server, database);
            assertThat(restores.repository()
                            .plan(RestoreRequest.of(point.id(), target))
                            .conflicts())
                    .isZero();
            restores.restore(point, target);
            assertThat(server.query(database, "select pad from t where id = 1")).doesNotContain("new");

            awaitVacuum(server, database);
            restores.restore(point, target.disconnectOthers());
            assertThat(server.query(database, "select pad from t where id = 1")).doesNotContain("new");
        }
    }

    private static void awaitVacuum(TestServer server, String database) throws Exception {
        server.run(database, "update t set pad = 'new'");
        Meanwhile.awaitRow(
                server,
                "select 1 from pg_stat_activity where datname = '" + database + "' having bool_or(usesysid is null)"
                        + " and bool_and(usesysid is null)");
    }
}
