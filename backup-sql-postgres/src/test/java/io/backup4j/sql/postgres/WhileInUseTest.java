package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelledException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.SourceEntry;
import io.backup4j.api.SourceException;
import io.backup4j.api.SourceSnapshot;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Run;
import io.backup4j.testkit.RecordingContext;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What others do to the database while it is backed up. */
class WhileInUseTest {
    private final TestServer server = TestServer.of(15);
    private String database = "";

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        server.run(database, """
                create table account (id int primary key, balance int not null);
                create table transfer (id serial primary key, amount int);
                create table zeroes (n int);
                insert into account select i, 1000 from generate_series(1, 200) i;
                insert into zeroes select 0 from generate_series(1, 1000);
                """);
    }

    private PostgresSource source() {
        return PostgresSource.logical(server.source(database));
    }

    private PostgresSource source(LogicalOptions.Builder options) {
        return PostgresSource.logical(server.source(database), options.build());
    }

    private SourceSnapshot open(PostgresSource source) throws Exception {
        return source.open(new RecordingContext(Clock.systemUTC()));
    }

    private static long lines(SourceSnapshot snapshot, String path) throws Exception {
        for (SourceEntry entry = snapshot.next(); entry != null; entry = snapshot.next()) {
            if (entry.entry().path().toString().equals(path)) {
                try (InputStream in = entry.open()) {
                    return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                            .lines()
                            .count();
                }
            }
        }
        throw new IllegalStateException("There is no " + path);
    }

    @Test
    @DisplayName("All tables are of one moment: no money is made or lost, whatever is transferred meanwhile")
    void oneMoment() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        String copy = server.freeName();
        Meanwhile writer = transfers(isOver);
        try (Restores restores = new Restores()) {
            List<RestorePoint> points = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                points.add(restores.backUp(source()).point());
            }
            isOver.set(true);
            writer.await();
            for (RestorePoint point : points) {
                restores.restore(point, PostgresTarget.newDatabase(server.server(), copy));
                assertThat(server.query(copy, "select sum(balance) from account"))
                        .containsExactly("200000");
                assertThat(
                                server.query(
                                        copy,
                                        "select 1000 - balance = (select coalesce(sum(amount), 0) from transfer) from account where id = 1"))
                        .containsExactly("t");
                assertThat(server.query(
                                copy,
                                "select nextval('transfer_id_seq') > (select coalesce(max(id), 0) from transfer)"))
                        .containsExactly("t");
                server.run("postgres", "drop database " + copy);
            }
        }
    }

    private Meanwhile transfers(AtomicBoolean isOver) {
        return Meanwhile.run(server, database, statement -> {
            for (int i = 0; !isOver.get(); i++) {
                statement.execute("begin; update account set balance = balance - 1 where id = 1;"
                        + " update account set balance = balance + 1 where id = " + (2 + i % 199) + ";"
                        + " insert into transfer (amount) values (1); commit");
            }
        });
    }

    @Test
    @DisplayName("A TRUNCATE waits until the backup has ended, so no table is mistaken for an empty one")
    void truncate() throws Exception {
        SourceSnapshot snapshot = open(source());
        Meanwhile other = Meanwhile.run(server, database, statement -> statement.execute("truncate zeroes"));
        try (snapshot) {
            Meanwhile.awaitLockWait(server, database);
            assertThat(lines(snapshot, "2-data/public/zeroes.copy")).isEqualTo(1000);
        }
        other.await();
        assertThat(server.query(database, "select count(*) from zeroes")).containsExactly("0");
    }

    @Test
    @DisplayName("An ALTER TABLE that waits in the queue does not make a deadlock of the connections that read")
    void alterInTheQueue() throws Exception {
        SourceSnapshot snapshot = open(source(LogicalOptions.builder().connections(3)));
        Meanwhile other = Meanwhile.run(
                server, database, statement -> statement.execute("alter table zeroes add column later int"));
        try (snapshot) {
            Meanwhile.awaitLockWait(server, database);
            assertThat(lines(snapshot, "2-data/public/account.copy")).isEqualTo(200);
            assertThat(lines(snapshot, "2-data/public/zeroes.copy")).isEqualTo(1000);
        }
        other.await();
    }

    @Test
    @DisplayName("A DROP waits, and a table that another session is about to drop is not waited for for ever")
    void lockRefused() throws Exception {
        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("drop table zeroes");
            PostgresSource source = source(LogicalOptions.builder().lockTimeout(Duration.ofMillis(200)));
            assertThatThrownBy(() -> open(source).close())
                    .hasMessageContaining("Another session holds")
                    .hasMessageContaining("55P03");
            other.commit();
            try (SourceSnapshot snapshot = open(source)) {
                assertThat(lines(snapshot, "2-data/public/account.copy")).isEqualTo(200);
            }
        }
    }

    @Test
    @DisplayName("A table that disappears while its lock is waited for is simply not there any more")
    void droppedMeanwhile() throws Exception {
        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("drop table zeroes; create table another (n int)");
            List<String> paths = new ArrayList<>();
            Meanwhile backup = Meanwhile.run(server, database, unused -> {
                try (SourceSnapshot snapshot = open(source())) {
                    for (SourceEntry entry = snapshot.next(); entry != null; entry = snapshot.next()) {
                        paths.add(entry.entry().path().toString());
                    }
                }
            });
            Meanwhile.awaitLockWait(server, database);
            other.commit();
            backup.await();
            assertThat(paths).contains("2-data/public/another.copy").doesNotContain("2-data/public/zeroes.copy");
        }
    }

    @Test
    @DisplayName("Time limits for statements and idle transactions do not end a backup")
    void timeLimits() throws Exception {
        server.run(
                "postgres",
                "alter database " + database + " set statement_timeout = '150ms'; alter database " + database
                        + " set idle_in_transaction_session_timeout = '150ms'");
        try (SourceSnapshot snapshot = open(source())) {
            server.query("postgres", "select pg_sleep(0.5)");
            assertThat(lines(snapshot, "2-data/public/account.copy")).isEqualTo(200);
            server.query("postgres", "select pg_sleep(0.5)");
            assertThat(lines(snapshot, "2-data/public/zeroes.copy")).isEqualTo(1000);
        }
    }

    @Test
    @DisplayName("A connection that is cut in the middle of a table ends the run, and there is no restore point")
    void cutConnection() throws Exception {
        server.run(database, "insert into zeroes select 0 from generate_series(1, 500000)");
        try (TcpProxy proxy = new TcpProxy(server.port());
                Restores restores = new Restores()) {
            PGSimpleDataSource cut = server.source(database);
            cut.setPortNumbers(new int[] {proxy.port()});
            proxy.cutAfter(700_000);

            assertThatThrownBy(() -> restores.backUp(PostgresSource.logical(cut)))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("zeroes");
            assertThat(restores.repository().restorePoints()).isEmpty();
            restores.backUp(PostgresSource.logical(cut));
        }
        assertReleased();
    }

    @Test
    @DisplayName("When an administrator ends the session that holds the moment, nothing is read of another one")
    void endedByAnAdministrator() throws Exception {
        SourceSnapshot snapshot = open(source());
        server.query(
                "postgres",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
        assertReleased();

        assertThatThrownBy(() -> lines(snapshot, "2-data/public/account.copy"))
                .hasMessageContaining("public.account")
                .hasMessageContaining("The connection that held the moment of this backup has ended")
                .hasMessageContaining("an administrator");
        assertThatThrownBy(snapshot::close).hasMessageContaining("terminating connection");
    }

    @Test
    @DisplayName("A run that is cancelled while rows come ends at once, and leaves no session behind")
    void cancelled() throws Exception {
        server.run(
                database, "create view slow as select 1; insert into zeroes select 0 from generate_series(1, 3000000)");
        try (Restores restores = new Restores()) {
            Run<?> run = restores.repository().start(BackupRequest.of(source()));
            Meanwhile.awaitRow(
                    server,
                    "select 1 from pg_stat_activity where datname = '" + database + "' and query like 'COPY%zeroes%'");
            run.cancel();
            assertThatThrownBy(run::await).isInstanceOf(CancelledException.class);
            assertThat(restores.repository().restorePoints()).isEmpty();
        }
        assertReleased();
    }

    @Test
    @DisplayName("A connection goes back to its pool as it came")
    void connectionAsItCame() throws Exception {
        try (Connection only = server.connect(database)) {
            PooledSource pool = new PooledSource(only);
            server.query("postgres", "select 1");
            try (Restores restores = new Restores()) {
                restores.backUp(PostgresSource.logical(
                        pool, LogicalOptions.builder().connections(1).build()));
            }
            assertThat(only.getAutoCommit()).isTrue();
            try (Statement statement = only.createStatement();
                    var row = statement.executeQuery(
                            "select current_setting('search_path') || current_setting('row_security') || current_setting('transaction_isolation')")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("\"$user\", publiconread committed");
            }
        }
    }

    @Test
    @DisplayName("A connection that has gone back to its pool belongs to others, whatever becomes of the run")
    void connectionOfOthers() throws Exception {
        try (Connection only = server.connect(database)) {
            RecordingContext context = new RecordingContext(Clock.systemUTC());
            LogicalOptions options =
                    LogicalOptions.builder().schemaOnly().connections(1).build();
            SourceSnapshot snapshot =
                    PostgresSource.logical(new PooledSource(only), options).open(context);
            context.cancel();
            snapshot.close();

            assertThat(only.isValid(5)).isTrue();
        }
    }

    private void assertReleased() throws Exception {
        for (int i = 0; i < 100 && !sessions().isEmpty(); i++) {
            server.query("postgres", "select pg_sleep(0.05)");
        }
        assertThat(sessions()).isEmpty();
    }

    private List<String> sessions() throws Exception {
        return server.query("postgres", "select query from pg_stat_activity where datname = '" + database + "'");
    }
}
