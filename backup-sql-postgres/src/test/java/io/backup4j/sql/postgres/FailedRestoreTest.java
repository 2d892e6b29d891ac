package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.EntryPath;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.TargetException;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Selection;
import io.backup4j.core.files.FileTreeSource;
import io.backup4j.store.local.LocalStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After every restore that fails everything is as it was. */
class FailedRestoreTest {
    private static final String BOMB = """
            create function bomb(i int) returns int immutable language plpgsql as $$ begin
              if current_database() <> '%s' or i < 0 then raise 'The bomb went off'; end if; return i; end $$;
            """;

    private final TestServer server = TestServer.of(15);
    private final Restores restores = new Restores();
    private String database = "";
    private String copy = "";

    @TempDir
    private Path directory;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        copy = server.freeName();
        server.run(
                database,
                BOMB.formatted(database)
                        + "create table t (i int, pad text); insert into t select i, repeat('x', 200) from generate_series(1, 50000) i;"
                        + "create table u (i int)");
    }

    @AfterEach
    void close() {
        restores.close();
    }

    private RestorePoint backUp() throws Exception {
        return restores.backUp(PostgresSource.logical(server.source(database))).point();
    }

    private void assertNoTrace() throws Exception {
        assertThat(server.query("postgres", "select datname from pg_database where datname like '" + copy + "%'"))
                .isEmpty();
    }

    @Test
    @DisplayName("A statement that fails after the rows were loaded leaves no database, and its name is told")
    void failingStatement() throws Exception {
        server.run(database, "create index explosive on t (bomb(i))");
        RestorePoint point = backUp();

        assertThatThrownBy(() -> restores.restore(point, PostgresTarget.newDatabase(server.server(), copy)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("index public.explosive")
                .hasMessageContaining("The bomb went off");
        assertNoTrace();
    }

    @Test
    @DisplayName("The same in the place of a database leaves that database as it was, without a safety copy")
    void failingSwap() throws Exception {
        server.run(database, "create index explosive on t (bomb(i))");
        RestorePoint point = backUp();
        server.run(database, "insert into u values (1)");
        Untouched before = Untouched.of(server, database);

        assertThatThrownBy(() -> restores.restore(point, PostgresTarget.replaceDatabase(server.server(), database)))
                .isInstanceOf(TargetException.class);
        before.check();
    }

    @Test
    @DisplayName("A row that the table no longer takes rolls everything back")
    void failingRow() throws Exception {
        RestorePoint point = backUp();
        server.run(database, "delete from t; alter table t add constraint small check (i < 40000)");
        Untouched before = Untouched.of(server, database);

        assertThatThrownBy(() -> restores.restore(
                        point, PostgresTarget.tables(server.source(database), List.of("public.t", "public.u"))))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("\"small\"");
        before.check();
    }

    @Test
    @DisplayName("A backup of something else is refused before anything is done")
    void otherKind() throws Exception {
        Files.writeString(directory.resolve("file"), "no database");
        RestorePoint point = restores.backUp(FileTreeSource.of(directory)).point();

        for (PostgresTarget target : List.of(
                PostgresTarget.newDatabase(server.server(), copy),
                PostgresTarget.replaceSchemas(server.source(database)),
                PostgresTarget.tables(server.source(database), List.of("public.t")))) {
            assertThatThrownBy(() -> restores.restore(point, target))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("backup of something else");
        }
        assertNoTrace();
    }

    @Test
    @DisplayName("A part of the entries is refused before anything is done")
    void partOnly() throws Exception {
        RestorePoint point = backUp();
        Selection withoutRows =
                Selection.all().path(EntryPath.of("0-database.txt")).path(EntryPath.of("1-pre-data.sql"));

        assertThatThrownBy(() -> restores.repository()
                        .start(new RestoreRequest(
                                point.id(), withoutRows, PostgresTarget.newDatabase(server.server(), copy)))
                        .await())
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("7-rows.txt");
        assertNoTrace();
    }

    @Test
    @DisplayName("Missing rights are named all at once before anything is stored")
    void missingRights() throws Exception {
        server.run(database, """
                drop role if exists b4j_poor; create role b4j_poor login;
                create schema hidden; create table hidden.h (i int);
                create sequence secret; create table rows (i int); alter table rows enable row level security;
                grant select on t, rows to b4j_poor; grant usage on schema hidden to b4j_poor; select lo_from_bytea(0, '');
                """);
        PostgresSource poor = PostgresSource.logical(server.source(database, "b4j_poor"));

        assertThatThrownBy(() -> restores.backUp(poor))
                .hasMessageContaining("SELECT on table public.u")
                .hasMessageContaining("SELECT on table hidden.h")
                .hasMessageContaining("SELECT on sequence public.secret")
                .hasMessageContaining("BYPASSRLS")
                .hasMessageContaining("public.rows");
        server.run(database, "grant pg_read_all_data to b4j_poor; alter role b4j_poor bypassrls");
        assertThatThrownBy(() -> restores.backUp(poor)).hasMessageContaining("large object");
        server.run(database, "select lo_unlink(oid) from pg_largeobject_metadata");
        RestorePoint point = restores.backUp(poor).point();

        assertThatThrownBy(() -> restores.restore(point, PostgresTarget.newDatabase(server.server("b4j_poor"), copy)))
                .hasMessageContaining("CREATEDB")
                .hasMessageContaining("postgres");
        server.run("postgres", "alter role b4j_poor createdb");
        restores.restore(
                point,
                PostgresTarget.newDatabase(server.server("b4j_poor"), copy).withoutOwnership());
        assertThat(server.query(copy, "select count(*) from t")).containsExactly("50000");
    }

    @Test
    @DisplayName("When the process that restores is killed, nothing is changed but a database that nobody uses")
    void killed() throws Exception {
        server.run(database, "insert into t select i, repeat('y', 500) from generate_series(1, 80000) i");
        Path store = directory.resolve("store");
        try (LocalStore opened = LocalStore.at(store);
                BackupRepository repository = BackupRepository.create(opened, Encryption.none())) {
            repository
                    .start(BackupRequest.of(PostgresSource.logical(server.source(database))))
                    .await();
        }
        List<String> before = DatabaseImage.of(server, database);

        for (Way way : List.of(Way.REPLACE, Way.SCHEMAS, Way.TABLES)) {
            kill(store, way, database);
            assertThat(Differences.between(DatabaseImage.of(server, database), before))
                    .isEmpty();
        }
        assertThat(SafetyCopy.of(server.server(), database)).isEmpty();
        assertThat(server.query(
                        "postgres", "select datname from pg_database where datname like '" + database + "\\_%'"))
                .singleElement()
                .asString()
                .matches(database + "_restoring_[0-9a-f]{8}");
    }

    private void kill(Path store, Way way, String name) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RestoringProcess.class.getName(),
                        store.toString(),
                        way.name(),
                        String.valueOf(server.port()),
                        name)
                .inheritIO()
                .start();
        Meanwhile.awaitRow(
                server,
                "select 1 from pg_stat_activity where application_name = 'restoring-process' and query like 'COPY%FROM STDIN%'"
                        + " union all select 1 where " + !process.isAlive());
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        for (int i = 0; i < 200 && !restoring().isEmpty(); i++) {
            server.query("postgres", "select pg_sleep(0.05)");
        }
        assertThat(restoring()).isEmpty();
    }

    private List<String> restoring() throws Exception {
        return server.query(
                "postgres", "select query from pg_stat_activity where application_name = 'restoring-process'");
    }
}
