package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backup4j.api.SourceException;
import io.backup4j.core.BackupReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgDumpProviderTest {
    private final TestServer server = TestServer.of(15);

    @TempDir
    private Path directory;

    private PostgresSource source(String database, SchemaProvider provider) {
        return PostgresSource.logical(
                server.source(database),
                LogicalOptions.builder().schemaProvider(provider).build());
    }

    @Test
    @DisplayName("pg_dump's definitions come back with everything, also with what the catalogs' queries do not know")
    void roundTrip() throws Exception {
        assumeTrue(PgDump.forServer(15).isPresent(), "No pg_dump for version 15 is installed");
        String original = DatabaseRoundTripTest.everyKind(server);
        server.run(original, "create operator app.=#= (leftarg = int, rightarg = int, function = int4pl)");
        String copy = server.freeName();
        try (Restores restores = new Restores()) {
            BackupReport report = restores.backUp(source(original, SchemaProvider.pgDump()));
            assertThat(report.point().components().get(0).properties()).containsEntry("definitions", "pg_dump");
            restores.restore(report.point(), PostgresTarget.newDatabase(server.server(), copy));
        }
        assertThat(server.query(copy, """
                        select x from pg_database d join pg_db_role_setting s on s.setdatabase = d.oid and s.setrole = 0
                          cross join unnest(s.setconfig) x where d.datname = current_database() and x like 'application_name=%'
                        union all select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()
                        """)).containsExactly("application_name=It's a, \"B\" 100 %", "It's 100 % of it");
        // It writes a default of null where a partition has none and its parent has one, which reads otherwise
        // afterwards.
        assertThat(Differences.between(
                        PgDump.sorted(PgDump.forServer(15).get(), server, copy),
                        PgDump.sorted(PgDump.forServer(15).get(), server, original)))
                .allMatch(line -> line.contains("DEFAULT NULL"));
    }

    @Test
    @DisplayName("A pg_dump that is older than the server is refused with both versions, before anything is stored")
    void tooOld() throws Exception {
        Path old = program("echo 'pg_dump (PostgreSQL) 13.4'");

        assertRefused(old, "version 13", "15.");
    }

    @Test
    @DisplayName("A pg_dump that fails fails the backup, with what it said")
    void failing() throws Exception {
        Path failing = program("if [ \"$1\" = --version ]; then echo 'pg_dump (PostgreSQL) 18.1'; else"
                + " echo 'CREATE TABLE half ('; echo 'no such luck' >&2; exit 1; fi");

        assertRefused(failing, "exit code 1", "no such luck");
    }

    @Test
    @DisplayName("pg_dump does not wait for ever behind who waits for the backup")
    void waitingForEachOther() throws Exception {
        Optional<Path> real = PgDump.forServer(15);
        assumeTrue(real.isPresent(), "No pg_dump for version 15 is installed");
        String database = server.newDatabase();
        server.run(database, "create table t (a int)");
        Path waiting =
                program("if [ \"$1\" != --version ]; then touch " + directory.resolve("begun") + "; n=0; while [ ! -e "
                        + directory.resolve("go") + " ]; do n=$((n+1)); [ $n -lt 400 ] || exit 1; sleep 0.1; done; fi;"
                        + " exec " + real.get() + " \"$@\"");
        LogicalOptions options = LogicalOptions.builder()
                .schemaProvider(SchemaProvider.pgDump(waiting, Map.of()))
                .lockTimeout(Duration.ofSeconds(1))
                .build();
        Meanwhile alter = Meanwhile.run(server, database, statement -> {
            while (Files.notExists(directory.resolve("begun"))) {
                Thread.sleep(50);
            }
            statement.execute("set lock_timeout = '20s'; alter table t add column b int");
        });
        Meanwhile go = Meanwhile.run(server, "postgres", statement -> {
            Meanwhile.awaitLockWait(server, database);
            Files.createFile(directory.resolve("go"));
        });
        try (Restores restores = new Restores()) {
            assertThatThrownBy(() -> restores.backUp(PostgresSource.logical(server.source(database), options)))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("LOCK TABLE");
        }
        go.await();
        alter.await();
    }

    private void assertRefused(Path program, String... said) throws Exception {
        String database = server.newDatabase();
        try (Restores restores = new Restores()) {
            assertThatThrownBy(() -> restores.backUp(source(database, SchemaProvider.pgDump(program, Map.of()))))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContainingAll(said);
            assertThat(restores.repository().restorePoints()).isEmpty();
        }
    }

    private Path program(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("pg_dump"), "#!/bin/sh\n" + script + '\n');
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
