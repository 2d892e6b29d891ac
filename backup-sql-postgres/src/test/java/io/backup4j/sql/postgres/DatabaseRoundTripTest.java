package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.RestorePoint;
import io.backup4j.core.BackupReport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database with every kind of object comes back the same. */
class DatabaseRoundTripTest {
    static String everyKind(TestServer server) throws Exception {
        String name = server.newDatabase();
        try (InputStream in = DatabaseRoundTripTest.class.getResourceAsStream("every-kind.sql")) {
            server.run(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return name;
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    @DisplayName(
            "Every kind of object comes back with its rows, owner, privileges and comment, and nothing is left out")
    void everyKindOfObject(int major) throws Exception {
        TestServer server = TestServer.of(major);
        String original = everyKind(server);
        String copy = server.freeName();
        try (Restores restores = new Restores()) {
            BackupReport report = restores.backUp(PostgresSource.logical(server.source(original)));

            assertThat(report.point().status()).isEqualTo(RestorePoint.Status.COMPLETE);
            assertThat(report.issues()).isEmpty();
            restores.restore(report.point(), PostgresTarget.newDatabase(server.server(), copy));
        }
        assertThat(Differences.between(DatabaseImage.of(server, copy), DatabaseImage.of(server, original)))
                .isEmpty();
    }

    @Test
    @DisplayName("Row security that holds for everybody comes after the rows, so that who restores may write them")
    void forcedRowSecurity() throws Exception {
        TestServer server = TestServer.of(15);
        server.run("postgres", "drop role if exists b4j_restorer; create role b4j_restorer login createdb");
        String original = server.newDatabase();
        server.run(original, """
                create table t (a int); insert into t values (1), (2);
                alter table t enable row level security; alter table t force row level security;
                create policy p on t using (a > 1);
                create table off (a int); alter table off force row level security;
                """);
        String copy = server.freeName();
        try (Restores restores = new Restores()) {
            restores.copy(
                    PostgresSource.logical(server.source(original)),
                    PostgresTarget.newDatabase(server.server("b4j_restorer"), copy)
                            .withoutOwnership());
        }
        assertThat(server.query(copy, "select a from t order by a")).containsExactly("1", "2");
        assertThat(server.query(
                        copy,
                        "select concat_ws(' ', relname, relrowsecurity, relforcerowsecurity) from pg_class"
                                + " where relforcerowsecurity order by 1"))
                .containsExactly("off f t", "t t t");
        server.run("postgres", "drop database " + copy + "; drop role b4j_restorer");
    }

    @Test
    @DisplayName("An aggregate of any row in the schema that every database has is replaced like all else in it")
    void aggregateInPublic() throws Exception {
        TestServer server = TestServer.of(15);
        String database = server.newDatabase();
        server.run(database, "create aggregate counted(*) (sfunc = int8inc, stype = int8, initcond = '0')");
        List<String> before = DatabaseImage.of(server, database);
        try (Restores restores = new Restores()) {
            restores.copy(
                    PostgresSource.logical(server.source(database)),
                    PostgresTarget.replaceSchemas(server.source(database)));
        }
        assertThat(Differences.between(DatabaseImage.of(server, database), before))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 18})
    @DisplayName("pg_dump says the same of the copy as of the original")
    void sameByPgDump(int major) throws Exception {
        Optional<Path> program = PgDump.forServer(major);
        assumeTrue(program.isPresent(), "No pg_dump for version " + major + " is installed");
        TestServer server = TestServer.of(major);
        String original = everyKind(server);
        String copy = server.freeName();
        try (Restores restores = new Restores()) {
            restores.copy(
                    PostgresSource.logical(server.source(original)), PostgresTarget.newDatabase(server.server(), copy));
        }
        assertThat(Differences.between(
                        PgDump.sorted(program.get(), server, copy), PgDump.sorted(program.get(), server, original)))
                .isEmpty();
    }
}
