package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.CancelledException;
import io.backup4j.api.RestorePoint;
import io.backup4j.api.TargetException;
import io.backup4j.core.RestoreRequest;
import io.backup4j.core.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole database comes back over several connections at once. */
class ParallelRestoreTest {
    private static final String TABLES = """
            do $$ begin for i in 1..12 loop
              execute format('create table t%s (id int primary key, other int, pad text)', i);
              execute format('insert into t%s select n, n %% 10, repeat(chr(64 + %s), 50) from generate_series(0, 2000) n', i, i);
              execute format('create index on t%s (pad, id)', i);
              execute format('create index on t%s (other)', i);
            end loop; for i in 1..12 loop
              execute format('alter table t%s add foreign key (other) references t%s', i, mod(i, 12) + 1);
              execute format('alter table t%s add foreign key (id) references t%s', i, mod(i + 10, 12) + 1);
            end loop; end $$;
            select lo_from_bytea(0, '\\x0102') from generate_series(1, 20);
            """;

    /** An index that is built for as long as nobody stops it, in the copy only. */
    private static final String SLOW = """
            create function slow(i int) returns int immutable language plpgsql as $$ begin
              if current_database() <> '%s' then perform pg_sleep(300); end if; return i; end $$;
            create index slow_index on t1 (slow(id));
            """;

    private final TestServer server = TestServer.of(15);
    private final Restores restores = new Restores();
    private String database = "";
    private String copy = "";

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        copy = server.freeName();
        server.run(database, TABLES);
    }

    @AfterEach
    void close() {
        restores.close();
    }

    private RestorePoint backUp() throws Exception {
        return restores.backUp(PostgresSource.logical(server.source(database))).point();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @DisplayName("Over as many connections as are allowed, also in a circle of foreign keys, everything comes back")
    void everythingComesBack(int connections) throws Exception {
        CountingServer counting = new CountingServer(server.server());
        restores.restore(backUp(), PostgresTarget.newDatabase(counting, copy).connections(connections));

        assertThat(counting.most()).isEqualTo(connections);
        assertThat(Differences.between(DatabaseImage.of(server, copy), DatabaseImage.of(server, database)))
                .isEmpty();
    }

    @Test
    @Timeout(60)
    @DisplayName("When one connection fails the others stop at once, and nothing is left")
    void failureStopsAll() throws Exception {
        server.run(database, SLOW.formatted(database) + """
                create function bomb(i int) returns int immutable language plpgsql as $$ begin
                  if current_database() <> '%s' then
                    while not exists (select from pg_stat_activity where datname = current_database() and query like '%%slow_index%%'
                                         and pid <> pg_backend_pid()) loop
                      perform pg_sleep(0.01); perform pg_stat_clear_snapshot();
                    end loop;
                    raise 'The bomb went off';
                  end if; return i; end $$;
                create index explosive on t2 (bomb(id));
                """.formatted(database));
        RestorePoint point = backUp();

        assertThatThrownBy(() -> restores.restore(point, PostgresTarget.newDatabase(server.server(), copy)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("index public.explosive")
                .hasMessageContaining("The bomb went off");
        assertNoTrace();
    }

    @Test
    @Timeout(60)
    @DisplayName("A restore that is cancelled while indexes are built ends at once, and nothing is left")
    void cancelled() throws Exception {
        server.run(database, SLOW.formatted(database));
        RestorePoint point = backUp();
        Run<?> run = restores.repository()
                .start(RestoreRequest.of(point.id(), PostgresTarget.newDatabase(server.server(), copy)));
        Meanwhile.awaitRow(
                server,
                "select 1 from pg_stat_activity where datname like '" + copy + "%' and query like '%slow_index%'");
        run.cancel();

        assertThatThrownBy(run::await).isInstanceOf(CancelledException.class);
        assertNoTrace();
    }

    @Test
    @DisplayName(
            "Limits for transactions, and for sessions that wait while others build an index, do not end a restore")
    void timeLimits() throws Exception {
        TestServer newest = TestServer.of(18);
        String original = newest.newDatabase();
        newest.run(original, TABLES + SLOW.formatted(original).replace("(300)", "(case i when 0 then 1.5 else 0 end)"));
        newest.run("postgres", """
                drop role if exists b4j_busy; create role b4j_busy superuser login;
                alter role b4j_busy set idle_session_timeout = '400ms'; alter role b4j_busy set transaction_timeout = '400ms';
                """);
        RestorePoint point =
                restores.backUp(PostgresSource.logical(newest.source(original))).point();
        String another = newest.freeName();

        restores.restore(point, PostgresTarget.newDatabase(newest.server("b4j_busy"), another));
        assertThat(newest.query(another, "select count(*) from t12")).containsExactly("2001");
    }

    @Test
    @DisplayName("There is at least one connection")
    void noConnection() {
        PostgresTarget target = PostgresTarget.newDatabase(server.server(), copy);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> target.connections(0))
                .withMessageContaining("0");
    }

    private void assertNoTrace() throws Exception {
        assertThat(server.query("postgres", "select datname from pg_database where datname like '" + copy + "%'"))
                .isEmpty();
    }
}
