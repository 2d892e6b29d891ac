package io.backup4j.sql.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backup4j.api.RestorePoint;
import io.backup4j.api.TargetException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others hold, forbid or limit while something is restored into a database that they use. */
class RestoreInUseTest {
    private static final List<String> TABLES = List.of("public.t", "public.u");

    private final TestServer server = TestServer.of(15);
    private final Restores restores = new Restores();
    private String database = "";
    private RestorePoint point;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = server.newDatabase();
        server.run(database, """
                create table t (id serial primary key, pad text); create table u (t int references t);
                insert into t (pad) select repeat('x', 100) from generate_series(1, 50000);
                """);
        point = restores.backUp(PostgresSource.logical(server.source(database))).point();
        server.run(database, "update t set pad = 'new' where id < 10");
    }

    @AfterEach
    void close() {
        restores.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEMAS", "TABLES"})
    @DisplayName("A table that another session holds is not waited for longer than allowed, and everything stays")
    void lockRefused(Way way) throws Exception {
        Untouched before = Untouched.of(server, database);
        try (Connection other = server.connect(database);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table t in row exclusive mode");
            PostgresTarget target = way.target(server, database).lockTimeout(Duration.ofMillis(200));

            assertThatThrownBy(() -> restores.restore(point, target))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("lock timeout");
        }
        before.check();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Time limits for statements and idle transactions do not end a restore")
    void timeLimits(Way way) throws Exception {
        server.run("postgres", """
                drop role if exists b4j_hurried; create role b4j_hurried superuser login;
                alter role b4j_hurried set statement_timeout = '100ms';
                alter role b4j_hurried set idle_in_transaction_session_timeout = '100ms';
                """);
        Meanwhile.awaitNobody(server, database);
        restores.restore(
                point, way.target(server.server("b4j_hurried"), server.source(database, "b4j_hurried"), database));

        String restored = way == Way.NEW ? database + Way.COPY : database;
        assertThat(server.query(restored, "select count(*) from t where pad <> 'new'"))
                .containsExactly("50000");
        server.run("postgres", "drop role b4j_hurried");
    }

    @ParameterizedTest
    @EnumSource(names = {"NEW", "REPLACE", "SCHEMAS"})
    @DisplayName("A time limit for statements does not end what looks at the target before")
    void timeLimitWhileLooking(Way way) throws Exception {
        server.run(
                "postgres",
                "drop role if exists b4j_looking; create role b4j_looking superuser login;"
                        + " alter role b4j_looking set statement_timeout = '100ms'");
        String looked = way == Way.SCHEMAS ? database : "postgres";
        PostgresTarget target =
                way.target(server.server("b4j_looking"), server.source(database, "b4j_looking"), database);
        Meanwhile.awaitNobody(server, database);
        try (Connection other = server.connect(looked);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table pg_catalog.pg_available_extensions");
            Meanwhile restore = Meanwhile.run(server, "postgres", unused -> restores.restore(point, target));
            Meanwhile.awaitLockWait(server, looked);
            statement.execute("select pg_sleep(0.3)");
            other.rollback();
            restore.await();
        }
        server.run("postgres", "drop role b4j_looking");
    }

    @Test
    @DisplayName("A connection goes back to its pool with the time limits that it came with")
    void limitsAsTheyCame() throws Exception {
        try (Connection only = server.connect("postgres");
                Statement statement = only.createStatement()) {
            statement.execute("set statement_timeout = '71s'; set idle_session_timeout = '2h'");
            PooledSource pool = new PooledSource(only);
            PostgresServer pooled = name -> name.equals("postgres") ? pool.getConnection() : server.connect(name);
            restores.restore(point, PostgresTarget.newDatabase(pooled, server.freeName()));

            try (var row = statement.executeQuery(
                    "select current_setting('statement_timeout') || ' ' || current_setting('idle_session_timeout')"
                            + " || ' ' || current_setting('idle_in_transaction_session_timeout')")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("71s 2h 0");
            }
        }
    }

    @Test
    @DisplayName("Rights that are missing where something exists are named all at once, before anything is changed")
    void missingRights() throws Exception {
        server.run(database, """
                drop role if exists b4j_weak; create role b4j_weak login;
                revoke create on schema public from public; grant usage on schema public to b4j_weak;
                grant select on all tables in schema public to b4j_weak;
                """);
        Untouched before = Untouched.of(server, database);
        assertThatThrownBy(() -> restores.restore(point, weak(Way.TABLES)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("ownership of table public.t")
                .hasMessageContaining("ownership of table public.u");
        assertThatThrownBy(() -> restores.restore(point, weak(Way.SCHEMAS)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("CREATE on database " + database)
                .hasMessageContaining("CREATE on schema public")
                .hasMessageContaining("ownership of table \"public\".\"t\"")
                .hasMessageContaining("ownership of table \"public\".\"u\"");
        before.check();

        server.run(
                database,
                "grant create on database " + database + " to b4j_weak; grant create on schema public to b4j_weak;"
                        + " alter table t owner to b4j_weak; alter table u owner to b4j_weak");
        restores.restore(point, weak(Way.TABLES));
        restores.restore(point, weak(Way.SCHEMAS));
        assertThat(server.query(database, "select count(*) from t where pad <> 'new'"))
                .containsExactly("50000");
        server.run(database, "drop owned by b4j_weak; drop role b4j_weak");
    }

    @Test
    @DisplayName(
            "Rights that are missing for tables that are made anew are named all at once, before anything is changed")
    void missingRightsForNewTables() throws Exception {
        server.run(database, """
                drop role if exists b4j_maker; create role b4j_maker login; create schema side;
                revoke create on schema public from public; grant usage on schema public, side to b4j_maker;
                drop table t, u cascade;
                """);
        Untouched before = Untouched.of(server, database);
        DataSource maker = server.source(database, "b4j_maker");
        assertThatThrownBy(() -> restores.restore(point, maker(PostgresTarget.tables(maker, TABLES))))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("CREATE on schema public");
        assertThatThrownBy(() -> restores.restore(point, maker(PostgresTarget.tablesBeside(maker, TABLES, "side"))))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("CREATE on schema side");
        assertThatThrownBy(() -> restores.restore(point, maker(PostgresTarget.tablesBeside(maker, TABLES, "none"))))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("CREATE on database " + database + " for the schema none");
        before.check();

        server.run(database, "grant create on schema public, side to b4j_maker");
        restores.restore(point, maker(PostgresTarget.tablesBeside(maker, TABLES, "side")));
        restores.restore(point, maker(PostgresTarget.tables(maker, TABLES)));
        assertThat(server.query(database, "select count(*) from t union all select count(*) from side.t"))
                .containsExactly("50000", "50000");
        server.run(database, "drop owned by b4j_maker; drop role b4j_maker");
    }

    @Test
    @DisplayName("A table whose schema has gone comes back with it")
    void tableOfAMissingSchema() throws Exception {
        String other = server.newDatabase();
        server.run(other, "drop schema public");
        restores.restore(point, maker(PostgresTarget.tables(server.source(other), TABLES)));

        assertThat(server.query(other, "select count(*) from public.t")).containsExactly("50000");
    }

    private static PostgresTarget maker(PostgresTarget target) {
        return target.withoutOwnership();
    }

    private PostgresTarget weak(Way way) {
        return way.target(server.server("b4j_weak"), server.source(database, "b4j_weak"), database)
                .withoutOwnership();
    }

    @Test
    @DisplayName("Rows that the encoding of a database cannot hold do not come back, and everything stays")
    void otherEncoding() throws Exception {
        server.run(database, "insert into t (pad) values ('\u20ac \uD83D\uDE00')");
        RestorePoint wide =
                restores.backUp(PostgresSource.logical(server.source(database))).point();
        String narrow = server.freeName();
        server.run(
                "postgres",
                "create database " + narrow + " template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'");
        Untouched before = Untouched.of(server, narrow);

        assertThatThrownBy(() -> restores.restore(wide, PostgresTarget.replaceSchemas(server.source(narrow))))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("LATIN1");
        before.check();
        restores.restore(point, PostgresTarget.replaceSchemas(server.source(narrow)));
        assertThat(server.query(narrow, "select count(*) from t")).containsExactly("50000");
    }
}
