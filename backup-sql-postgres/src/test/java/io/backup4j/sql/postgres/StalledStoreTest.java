package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelledException;
import io.backup4j.api.SourceException;
import io.backup4j.core.BackupReport;
import io.backup4j.core.BackupRepository;
import io.backup4j.core.BackupRequest;
import io.backup4j.core.Encryption;
import io.backup4j.core.RepositoryOptions;
import io.backup4j.core.Run;
import io.backup4j.testkit.FaultyStore;
import io.backup4j.testkit.InMemoryStore;
import io.backup4j.testkit.Stall;
import io.backup4j.testkit.StoreVerb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A repository's store that does not answer while a database is backed up. */
class StalledStoreTest {
    private static final String LARGE =
            "insert into t select md5(i::text) || md5((-i)::text) || md5((i + 0.5)::text) || md5((i + 0.25)::text)"
                    + " from generate_series(1, 700000) i";

    private static String large = "";

    private final TestServer server = TestServer.of(18);
    private final FaultyStore store = FaultyStore.over(new InMemoryStore());
    private final BackupRepository repository = BackupRepository.create(
            store,
            Encryption.none(),
            RepositoryOptions.defaults().withWorkers(1).withMemoryCeiling(64 << 20));
    private final List<Stall> stalls = new ArrayList<>();
    private String database = "";

    @BeforeEach
    void makeDatabase() throws Exception {
        database = smallDatabase();
    }

    private String smallDatabase() throws Exception {
        String name = server.newDatabase();
        server.run(name, "create table t (pad text); insert into t values ('first')");
        return name;
    }

    /** A table that is more than what the engine takes before its store must have taken something. */
    private String largeDatabase() throws Exception {
        if (large.isEmpty()) {
            large = smallDatabase();
            server.run(large, LARGE);
        }
        String name = server.freeName();
        server.run("postgres", "create database " + name + " template " + large);
        return name;
    }

    @AfterEach
    void close() {
        stalls.forEach(Stall::release);
        repository.close();
    }

    /** Begins a backup that comes to a halt at the first object that it stores. */
    private Run<BackupReport> stalled(LogicalOptions options) {
        int before = store.calls(StoreVerb.PUT);
        for (int call = 1; call <= 8; call++) {
            stalls.add(store.stallAt(StoreVerb.PUT, before + call));
        }
        return repository.start(BackupRequest.of(PostgresSource.logical(server.source(database), options)));
    }

    private void awaitStalled() throws InterruptedException {
        stalls.get(0).awaitReached();
    }

    private void goOn() {
        stalls.forEach(Stall::release);
    }

    private List<String> restored(BackupReport report) throws Exception {
        String copy = server.freeName();
        repository.restore(report.point(), PostgresTarget.newDatabase(server.server(), copy));
        server.run("postgres", "alter database " + copy + " reset all");
        return server.query(copy, "select count(*) from t");
    }

    @Test
    @DisplayName("When everything has been read nobody is held up any more, though it is not stored yet")
    void locksGoWhenEverythingIsRead() throws Exception {
        Run<BackupReport> run = stalled(LogicalOptions.defaults());
        awaitStalled();
        Meanwhile.awaitNobody(server, database);
        server.run(database, "truncate t");
        goOn();

        assertThat(restored(run.await())).containsExactly("1");
    }

    @Test
    @DisplayName(
            "In the middle of a table the server waits, whatever its time limits, and the backup goes on when the store does")
    void theServerWaits() throws Exception {
        database = largeDatabase();
        for (String limit :
                List.of("statement_timeout", "idle_in_transaction_session_timeout", "transaction_timeout")) {
            server.run("postgres", "alter database " + database + " set " + limit + " = '100ms'");
        }
        Run<BackupReport> run = stalled(LogicalOptions.defaults());
        awaitStalled();
        server.query("postgres", "select pg_sleep(0.5)");
        assertThat(server.query("postgres", "select 1 from pg_stat_activity where datname = '" + database + "'"))
                .isNotEmpty();
        goOn();

        assertThat(restored(run.await())).containsExactly("700001");
    }

    @Test
    @DisplayName(
            "A time limit lets the server go while the store stalls; the backup then fails and there is no restore point")
    void timeLimit() throws Exception {
        database = largeDatabase();
        Run<BackupReport> run = stalled(
                LogicalOptions.builder().timeLimit(Duration.ofMillis(1500)).build());
        Meanwhile.awaitRow(
                server, "select 1 from pg_stat_activity where datname = '" + database + "' and query like 'COPY%'");
        Meanwhile.awaitNobody(server, database);
        server.run(database, "truncate t");
        goOn();

        assertThatThrownBy(run::await)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("public.t")
                .hasMessageContaining("for 1500 ms, which is the limit");
        assertThat(repository.restorePoints()).isEmpty();
        assertThat(restored(repository
                        .start(BackupRequest.of(PostgresSource.logical(server.source(database))))
                        .await()))
                .containsExactly("0");
    }

    @Test
    @DisplayName("A backup that is cancelled lets the server go at once, also when its store never answers")
    void cancelled() throws Exception {
        database = largeDatabase();
        Run<BackupReport> run = stalled(LogicalOptions.defaults());
        awaitStalled();
        run.cancel();
        Meanwhile.awaitNobody(server, database);
        server.run(database, "truncate t");
        goOn();

        assertThatThrownBy(run::await).isInstanceOf(CancelledException.class);
        assertThat(repository.restorePoints()).isEmpty();
    }
}
